import { describe, expect, it } from 'vitest'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { compareRecording, recordingEnd } from './compare.ts'
import {
  agentRegisters,
  asText,
  call,
  declines,
  launches,
  mark,
  msg,
  offers,
  PLACE,
  subscribes,
  tearsDown,
  told,
  updates,
  type RecordedLine,
} from './recording.fixture.ts'

/** One decline of 5 s, then `sleep 1`. */
const STORY: readonly RecordedLine[] = [
  { kind: 'meta', scenario: 'decline-once' },
  mark(0, 'start master'),
  ...agentRegisters(800, PLACE),
  ...subscribes(2000, PLACE),
  offers(2003, PLACE, 'O0'),
  declines(2006, PLACE, 'O0'),
  offers(8040, PLACE, 'O1'),
  ...launches(8042, PLACE, 'O1', 't0'),
  ...updates(8080, PLACE, 't0', 'TASK_STARTING', 'aa'),
  msg(8081, 'executor(t0)', 'agent1', 'StatusUpdateMessage', {
    task: 't0',
    state: 'TASK_RUNNING',
    source: 'SOURCE_EXECUTOR',
    uuid: 'bb',
    framework: 'F0000',
    agent: 'S0',
  }),
  ...updates(8089, PLACE, 't0', 'TASK_RUNNING', 'bb').slice(1),
  ...updates(9150, PLACE, 't0', 'TASK_FINISHED', 'cc'),
  offers(10_043, PLACE, 'O2'),
  declines(10_046, PLACE, 'O2'),
  { t: 10_155, kind: 'link_broken', from: 'executor(t0)', to: 'agent1' },
  ...tearsDown(11_000, PLACE),
  mark(12_000, 'cleanup agent1'),
]

const SCENARIO: ScenarioDocument = {
  version: 1,
  agents: [{ id: 'node', resources: 'cpus:4;mem:4096;ports:[31000-32000]' }],
  frameworks: [
    {
      id: 'plain',
      kind: 'batch',
      startAtMs: 2000,
      stopAtMs: 11_000,
      tasks: [{ id: 'sleeper', cpus: 1, mem: 64, atMs: 5000, runMs: 1000 }],
    },
  ],
  untilMs: 14_000,
}

const is = (name: string, state?: string) => (line: RecordedLine) =>
  (line['call'] ?? line['msg']) === name && (state === undefined || line['state'] === state)

function changed(
  match: (line: RecordedLine) => boolean,
  change: (line: RecordedLine) => RecordedLine | null,
): readonly RecordedLine[] {
  let hit = false
  const lines = STORY.flatMap((line): readonly RecordedLine[] => {
    if (hit || !match(line)) return [line]
    hit = true
    const other = change(line)
    return other ? [other] : []
  })
  if (!hit) throw new Error('nothing was planted')
  return lines
}

function moved(byMs: number) {
  return (line: RecordedLine): RecordedLine => {
    const { t, recv_t: received } = line as { readonly t: number; readonly recv_t?: number }
    return { ...line, t: t + byMs, ...(received === undefined ? {} : { recv_t: received + byMs }) }
  }
}

/** Everything from a time on happens so much later. */
function laterFrom(from: number, byMs: number): readonly RecordedLine[] {
  return STORY.map((line) => ((line['t'] as number) >= from ? moved(byMs)(line) : line))
}

describe('a run beside a recording', () => {
  it('tells the same story, whatever the names and the latencies', () => {
    expect(told(SCENARIO, STORY)).toEqual([])
    expect(told({ ...SCENARIO, seed: 8, network: { latencyMs: [2, 9] } }, STORY)).toEqual([])
  })

  it('says when the story ends: where the test begins to clean up', () => {
    expect(recordingEnd(asText(STORY))).toBe(12_000)
  })

  it('says what cannot be read', () => {
    expect(compareRecording({} as never, {} as never, '{}\n{"t":1')).toEqual([
      "the recording's line 2 is no JSON object",
    ])
    expect(compareRecording({} as never, {} as never, '{"t":2}\n{"t":1}')).toEqual([
      "the recording's line 2 is earlier than the line before it",
    ])
  })
})

describe('a planted difference', () => {
  const planted: readonly (readonly [string, readonly RecordedLine[], RegExp])[] = [
    [
      'a missing acknowledgement',
      changed(is('ACKNOWLEDGE'), () => null),
      /ACKNOWLEDGE of TASK_STARTING: ours at .* not recorded/,
    ],
    [
      'a missing RunTask',
      changed(is('RunTaskMessage'), () => null),
      /master → agent .* RunTaskMessage .* not recorded/,
    ],
    [
      'an extra offer',
      [...STORY, offers(10_900, PLACE, 'O9')],
      /ResourceOffersMessage .* recorded at 10.900 s, missing in ours/,
    ],
    [
      'a message that ours never has',
      [...STORY, call(10_500, 'fw:test', 'REVIVE', { framework: 'F0000' })],
      /REVIVE: recorded at 10.500 s, missing in ours/,
    ],
    [
      'another state',
      changed(is('StatusUpdateMessage', 'TASK_FINISHED'), (line) => ({ ...line, state: 'TASK_FAILED' })),
      /TASK_FAILED .* ours is StatusUpdateMessage TASK_FINISHED/,
    ],
    [
      'another reason',
      changed(is('StatusUpdateMessage', 'TASK_FINISHED'), (line) => ({ ...line, reason: 'REASON_RECONCILIATION' })),
      /REASON_RECONCILIATION/,
    ],
    [
      'another source',
      changed(is('StatusUpdateMessage', 'TASK_RUNNING'), (line) => ({ ...line, source: 'SOURCE_SLAVE' })),
      /SOURCE_SLAVE/,
    ],
    [
      'another receiver',
      changed(is('SlaveRegisteredMessage'), (line) => ({ ...line, to: 'fw:test' })),
      /SlaveRegisteredMessage/,
    ],
    ['another filter', changed(is('DECLINE'), (line) => ({ ...line, refuse_s: 120 })), /refuse 120000 ms/],
    [
      'other resources of an offer',
      changed(is('ResourceOffersMessage'), (line) => ({
        ...line,
        offers: [{ offer: 'O0', agent: 'S0', role: '*', resources: 'cpus:2;mem:4096' }],
      })),
      /cpus:2;mem:4096/,
    ],
    [
      'a message that never arrived',
      changed(is('SlaveRegisteredMessage'), ({ recv_t: _received, ...line }) => line),
      /never received there, received in ours/,
    ],
    [
      'an acknowledgement before the update',
      changed(is('ACKNOWLEDGE'), moved(-4)),
      /ACKNOWLEDGE .* before what leads to it/,
    ],
    [
      'an update sent twice',
      [...STORY, ...STORY.filter(is('StatusUpdateMessage', 'TASK_FINISHED')).slice(0, 1)],
      /missing in ours/,
    ],
    [
      'an offer at the tick instead of at once',
      laterFrom(2003, 1000),
      /ResourceOffersMessage .* by allocate: recorded 1.002 s after/,
    ],
    ['a filter of 6 s', laterFrom(8000, 1000), /offered 2.033 s after it could be/],
    ['a filter of 4 s', laterFrom(8000, -2000), /offered -0.967 s after it could be/],
    ['a task of 2 s', laterFrom(9000, 1000), /TASK_FINISHED .* by reap, run: recorded 2.071 s after/],
    [
      'an executor that stays 2 s',
      changed((line) => line['from'] === 'executor(t0)' && line['kind'] === 'link_broken', moved(1000)),
      /notices the end of executor t0: by selfExit/,
    ],
    [
      'an offer between two batches',
      changed((line) => line['t'] === 10_043, moved(300)),
      /no whole number of intervals/,
    ],
  ]

  it.each(planted)('is found: %s', (_what, lines, sentence) => {
    const differences = told(SCENARIO, lines)
    expect(differences.join('\n')).toMatch(sentence)
  })

  const messages = STORY.filter(({ kind }) => kind === 'msg')
  const others = (line: RecordedLine): readonly RecordedLine[] => STORY.filter((other) => other !== line)
  const passed = (lines: readonly RecordedLine[]): boolean => told(SCENARIO, lines).length === 0

  it('is found wherever a message is left out', () => {
    expect(messages.filter((line) => passed(others(line)))).toEqual([])
  })

  it('is found wherever a message is told twice', () => {
    expect(messages.filter((line) => passed([...STORY, moved(1)(line)]))).toEqual([])
  })

  it('is found wherever a message comes too late, but for the end that the scenario sets', () => {
    const late = messages.filter((line) => passed([...others(line), moved(1500)(line)]))
    expect(late.map((line) => line['call'] ?? line['msg'])).toEqual([])
  })

  it('is found in what the scenario does as well', () => {
    const lossy = {
      ...SCENARIO,
      actions: [{ atMs: 5000, do: 'loseNext', from: 'node', to: 'master', name: 'StatusUpdateMessage' }],
    }
    expect(told(lossy as ScenarioDocument, STORY)).not.toEqual([])
    const slow = { ...SCENARIO, master: { agentPingTimeoutMs: 3000 } }
    expect(told(slow, STORY).join('\n')).toMatch(/PingSlaveMessage connected true: ours at .* not recorded/)
  })
})
