import { describe, expect, it } from 'vitest'
import { sameJson } from '#base/json.ts'
import { findRecord } from '#derive/findRecord.ts'
import { decodeLink } from '#model/link/decode.ts'
import { foundMoment, recordName } from '#model/link/moment.ts'
import { inflate } from '#model/link/platform.fixture.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { minimalDocument } from '#model/scenario/print.ts'
import type { TraceRecord } from '#model/trace/records.ts'
import { explain } from '#study/why/explain.ts'
import { explainWithFixes } from '#study/why/fixes.ts'
import { INCIDENTS } from './index.ts'
import { GALLERY_LINKS } from './links.fixture.ts'
import { cured, curedRun, shown, type Played } from './runs.fixture.ts'

function incident(id: string) {
  const found = INCIDENTS.find((one) => one.id === id)
  if (!found) throw new Error(`there is no incident ${id}`)
  return found
}

/** A message more or less draws another latency: so far a moment may have moved since a link was given out. */
const LATENCY_MS = 5

/** Virtual ms at which records are so. */
function timesOf({ records }: Played, where: Readonly<Record<string, unknown>>): readonly number[] {
  const wanted = Object.entries(where)
  return records.flatMap((record) => {
    const values = record as unknown as Readonly<Record<string, unknown>>
    return wanted.every(([key, value]) => values[key] === value) ? [record.at] : []
  })
}

function running(run: Played, task: RegExp): readonly number[] {
  const isIt = (record: TraceRecord): boolean =>
    record.type === 'task' &&
    record.state === 'TASK_RUNNING' &&
    record.seenBy === 'scheduler' &&
    record.reason === null &&
    task.test(record.task)
  return run.records.filter(isIt).map(({ at }) => at)
}

/** Grants of the allocation runs to a framework. */
function granted({ records }: Played, framework: string): readonly number[] {
  return records.flatMap((record) =>
    record.type === 'allocation' && record.grants.some((grant) => grant.framework === framework) ? [record.at] : [],
  )
}

describe('the gallery', () => {
  it('holds at least ten incidents, each with a public source and words in both languages', () => {
    expect(INCIDENTS.length).toBeGreaterThanOrEqual(10)
    expect(new Set(INCIDENTS.map(({ id }) => id)).size).toBe(INCIDENTS.length)
    for (const { sources, title, story, look, cureText } of INCIDENTS) {
      expect(sources.length).toBeGreaterThan(0)
      for (const source of sources) expect(source).toMatch(/^[\w-]+\/[\w-]+#\d+ .*\(.*\d{4}-\d{2}/)
      for (const text of [title, story, look, cureText]) {
        expect(text.en.length).toBeGreaterThan(5)
        expect(text.zh).toMatch(/\p{Script=Han}/u)
      }
    }
  })

  it.each(INCIDENTS)('$id: both runs break no invariant and have the moment that is opened', (one) => {
    for (const [run, moment] of [
      [shown(one), one.opens],
      [curedRun(one), one.opensCure],
    ] as const) {
      expect(run.records.filter(({ type }) => type === 'broken')).toEqual([])
      expect(findRecord(run.trace, moment)).toBeGreaterThanOrEqual(0)
    }
  })

  it.each(GALLERY_LINKS)('the link of $id ($run) opens what it was made for', async ({ id, run, link }) => {
    const one = incident(id)
    const opened = await decodeLink(link, inflate, () => undefined)
    expect(opened.problems).toEqual([])
    const document = run === 'shows' ? one.document : cured(one)
    // Its title may be worded better since; nothing else.
    const untitled = (one: ScenarioDocument) => minimalDocument({ ...one, title: '' })
    if (!opened.scenario) throw new Error('the link has no scenario')
    expect(sameJson(untitled(opened.scenario.document), untitled(document))).toBe(true)
    const { trace } = run === 'shows' ? shown(one) : curedRun(one)
    if (!opened.position) throw new Error('the link has no position')
    // Where the run has become another by now, it is still the record that was meant: of its name, at its time.
    const { ordinal, how } = foundMoment(trace, opened.position)
    expect(how).not.toBe('lost')
    expect(recordName(trace, ordinal)).toBe(opened.position.name)
    expect(Math.abs((trace.at[ordinal] as number) - opened.position.at)).toBeLessThanOrEqual(LATENCY_MS)
    expect(link.length).toBeLessThan(2000)
  })

  it('has a kept link for each of its runs', () => {
    const kept = GALLERY_LINKS.map(({ id, run }) => `${id} ${run}`)
    expect(kept.toSorted()).toEqual(INCIDENTS.flatMap(({ id }) => [`${id} cures`, `${id} shows`]).toSorted())
  })
})

/** Apps that wait, at a moment of the run that shows it, and the first reason. */
const WAITING = [
  ['hoarded-offers', '/web', 60_000, 'HeldByOthers'],
  ['half-the-cluster-free', '/big', 60_000, 'InsufficientCpus'],
  ['impossible-spread', '/spread', 60_000, 'UnfulfilledConstraint'],
  ['port-10000', '/lb', 40_000, 'InsufficientPorts'],
  ['wrong-role', '/lb', 25_000, 'UnfulfilledRole'],
  ['second-seat', '/one', 60_000, 'InsufficientCpus'],
  ['long-backoff', '/job', 120_000, 'Backoff'],
] as const

it('every app that waits where an incident opens or ends is explained below', () => {
  const waiting = INCIDENTS.flatMap((one) => {
    const { document, trace } = shown(one)
    const frameworks = document.frameworks.map(({ id }) => id)
    const apps = document.actions?.flatMap((action) => (action.do === 'submitApp' ? [String(action.app['id'])] : []))
    const moments = [findRecord(trace, one.opens), trace.count - 1]
    const waits = (app: string): boolean =>
      moments.some((record) => {
        const { why, since } = explain(trace, frameworks, app, record, trace.at[record] as number)
        return why !== null && since !== null
      })
    return (apps ?? []).filter(waits).map((app) => `${one.id} ${app}`)
  })
  expect(waiting.toSorted()).toEqual(WAITING.map(([id, app]) => `${id} ${app}`).toSorted())
})

describe.each(WAITING)('%s: %s', (id, app, at, why) => {
  const { document, trace } = shown(incident(id))
  const explained = explainWithFixes(document, trace, app, trace.ordinalAt(at), at)

  it(`waits for ${why}, and a fix is found by a re-run`, () => {
    expect(explained).toMatchObject({ waiting: true, why })
    expect(explained.fixes.length).toBeGreaterThan(0)
  })

  // What fails again and again is launched sooner when it is cured, and waits again.
  const heals = id !== 'long-backoff'
  it(heals ? 'does not wait when it is cured' : 'waits again when it is cured', () => {
    const run = curedRun(incident(id))
    const end = run.trace.at[run.trace.count - 1] as number
    const last = explainWithFixes(run.document, run.trace, app, run.trace.count - 1, end)
    expect(last).toMatchObject({ waiting: !heals })
  })
})

describe('what the incidents show', () => {
  it('hoarded-offers: Marathon gets nothing until the offers are rescinded', () => {
    const one = incident('hoarded-offers')
    expect(granted(shown(one), 'marathon').filter((at) => at > 5000)).toEqual([])
    expect(timesOf(curedRun(one), { type: 'sent', name: 'RescindResourceOfferMessage' }).length).toBeGreaterThan(0)
    expect(running(curedRun(one), /^web/)).toHaveLength(1)
  })

  it('blocked-callback: the other framework waits as long as the decline hangs', () => {
    const one = incident('blocked-callback')
    expect(running(shown(one), /^job$/)[0]).toBeGreaterThan(55_000)
    expect(running(curedRun(one), /^job$/)[0]).toBeLessThan(8000)
  })

  it('endless-no: a refused agent comes back after six seconds, and not at all within a minute when 120 s are said', () => {
    const one = incident('endless-no')
    const declines = { type: 'sent', name: 'DECLINE' }
    expect(timesOf(shown(one), declines).length).toBeGreaterThan(4 * timesOf(curedRun(one), declines).length)
    const rounds = [...new Set(granted(shown(one), 'chronos'))]
    expect(rounds.length).toBeGreaterThan(10)
    expect(granted(curedRun(one), 'chronos').every((at) => at < 3000)).toBe(true)
  })

  it('many-idle-one-hungry: the builder is granted nothing after the idle ones came, until they decline for longer', () => {
    const one = incident('many-idle-one-hungry')
    expect(granted(shown(one), 'builder').filter((at) => at > 11_000)).toEqual([])
    expect(running(shown(one), /^b$/)).toEqual([])
    expect(running(curedRun(one), /^b$/)[0]).toBeLessThan(40_000)
  })

  it('second-seat: the second restart is refused with 409', () => {
    const answers = timesOf(shown(incident('second-seat')), { type: 'sent', name: '409' })
    expect(answers).toHaveLength(1)
    expect(answers[0]).toBeGreaterThanOrEqual(40_000)
  })

  it('one-minute-pull: the agent gives the executor a minute; with ten the first try runs', () => {
    const one = incident('one-minute-pull')
    const failed = { type: 'task', state: 'TASK_FAILED', seenBy: 'agent' }
    const show = shown(one).records.find((record) => record.type === 'task' && record.state === 'TASK_FAILED')
    expect(show).toMatchObject({ seenBy: 'agent', reason: 'REASON_EXECUTOR_REGISTRATION_TIMEOUT' })
    expect(timesOf(shown(one), failed)[0]).toBeLessThan(70_000)
    expect(running(shown(one), /_app\.2$/)).toHaveLength(1)
    expect(timesOf(curedRun(one), failed)).toEqual([])
    expect(running(curedRun(one), /_app\.1$/)).toHaveLength(1)
  })

  it('early-revive: the decline comes behind the revive and holds the task for 120 s; a second revive frees it', () => {
    const one = incident('early-revive')
    const [decline = 0] = timesOf(shown(one), { type: 'delivered', name: 'DECLINE' })
    const [revive = 0] = timesOf(shown(one), { type: 'delivered', name: 'REVIVE' })
    expect(decline).toBeGreaterThan(revive)
    expect(running(shown(one), /^t$/)[0]).toBeGreaterThan(124_000)
    expect(running(curedRun(one), /^t$/)[0]).toBeLessThan(9500)
  })

  it('long-backoff: each launch is twice as far from the failure before, until the delay is reset', () => {
    const one = incident('long-backoff')
    const failed = timesOf(shown(one), { type: 'task', state: 'TASK_FAILED', seenBy: 'scheduler' })
    const launched = timesOf(shown(one), { type: 'sent', name: 'ACCEPT' })
    const delays = failed.flatMap((at) => {
      const next = launched.find((launch) => launch > at)
      return next === undefined ? [] : [Math.round((next - at) / 1000)]
    })
    expect(delays.length).toBeGreaterThanOrEqual(4)
    for (const [k, delay] of delays.entries()) {
      expect(delay).toBeGreaterThanOrEqual(10 * 2 ** k)
      expect(delay).toBeLessThan(10 * 2 ** k + 8)
    }
    const freed = timesOf(curedRun(one), { type: 'sent', name: 'ACCEPT' }).find((at) => at > 100_000)
    expect(freed).toBeLessThan(108_000)
    expect(launched.find((at) => at > 100_000)).toBeGreaterThan(160_000)
  })

  it('zero-seconds: the framework is shut down the instant its scheduler is gone, or lives on for a week', () => {
    const one = incident('zero-seconds')
    const shutdown = { type: 'sent', name: 'ShutdownFrameworkMessage' }
    expect(timesOf(shown(one), shutdown)[0]).toBeLessThan(10_100)
    expect(timesOf(shown(one), { type: 'sent', name: 'FrameworkErrorMessage' }).at(-1)).toBeGreaterThan(15_000)
    expect(timesOf(curedRun(one), { type: 'sent', name: 'FrameworkErrorMessage' }).filter((at) => at > 15_000)).toEqual(
      [],
    )
    expect(timesOf(curedRun(one), shutdown)).toEqual([])
  })

  it('two-of-the-same: lost at about 90 s, seen running again, and one left when it is killed', () => {
    const one = incident('two-of-the-same')
    const [lost = 0] = timesOf(shown(one), { type: 'task', task: 'j1', state: 'TASK_LOST', seenBy: 'scheduler' })
    expect(lost).toBeGreaterThan(75_000)
    expect(lost).toBeLessThan(96_000)
    const back = { type: 'task', task: 'j1', state: 'TASK_RUNNING', seenBy: 'scheduler' }
    expect(timesOf(shown(one), back).filter((at) => at > 120_000)).toHaveLength(1)
    const killed = { type: 'task', task: 'j1', state: 'TASK_KILLED', seenBy: 'scheduler' }
    expect(timesOf(curedRun(one), killed)).toHaveLength(1)
  })

  it('sick-watchman: six kills though every process is well; none where ten failures are allowed', () => {
    const one = incident('sick-watchman')
    const kills = timesOf(shown(one), { type: 'sent', name: 'KILL', from: 'driver:marathon' })
    expect(kills.length).toBeGreaterThanOrEqual(6)
    expect(kills.every((at) => at > 60_000 && at < 101_000)).toBe(true)
    expect(timesOf(curedRun(one), { type: 'sent', name: 'KILL', from: 'driver:marathon' })).toEqual([])
  })
})
