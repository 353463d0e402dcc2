import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBase64url } from '#base/base64url.ts'
import type { ScenarioDocument } from '../scenario/document.ts'
import { withAction } from '../scenario/edit.ts'
import { minimalDocument } from '../scenario/print.ts'
import { aScenarioDocument, anAction } from '../scenario/scenario.fixture.ts'
import { decodeLink } from './decode.ts'
import { encodeLink } from './encode.ts'
import { utf8 } from './pack.ts'
import { FIRST_APP_THEN, OLD_LINKS } from './links.fixture.ts'
import { deflate, inflate } from './platform.fixture.ts'
import { type LinkParts, type LinkPosition, type LinkView, MAX_UNPACKED, type OpenedLink } from './types.ts'

const FIRST_APP: ScenarioDocument = {
  version: 1,
  title: { en: 'First app', zh: '第一个应用' },
  seed: 42,
  agents: [{ id: 'agent-1', resources: 'cpus:1;mem:128;ports:[21452-21452]' }],
  frameworks: [{ id: 'marathon', kind: 'marathon' }],
  actions: [
    { atMs: 3000, do: 'submitApp', framework: 'marathon', app: { id: '/web', cmd: 'sleep 60', cpus: 1, mem: 128 } },
  ],
}
const POSITION: LinkPosition = { ordinal: 137, at: 3012, name: 'ResourceOffersMessage', checksum: '0a1b2c3d' }
const BASE = { id: 'first-app', document: FIRST_APP }

async function linkOf(parts: LinkParts): Promise<string> {
  const link = await encodeLink(parts, deflate)
  if (!link.ok) throw new Error(link.error.message)
  return link.value
}

function open(link: string): Promise<OpenedLink> {
  return decodeLink(link, inflate, (id) => (id === 'first-app' ? FIRST_APP : null))
}

async function problems(link: string): Promise<readonly string[]> {
  return (await open(link)).problems.map(({ code, message }) => `${code}: ${message}`)
}

describe('the link of a built-in scenario', () => {
  it('is its name, the moment and what differs from the default view', async () => {
    const view: LinkView = { depth: 2, lang: 'zh', hidden: ['agent-1', 'client'] }
    const link = await linkOf({ document: FIRST_APP, base: BASE, position: POSITION, view })
    expect(link).toBe(
      '#/s/first-app?v=1&at=137&t=3012&n=ResourceOffersMessage&k=0a1b2c3d&depth=2&lang=zh&hide=agent-1,client',
    )
    expect(link.length).toBeLessThan(300)
    const opened = await open(link)
    expect(opened).toMatchObject({ position: POSITION, view, problems: [], scenario: { base: 'first-app' } })
    expect(opened.scenario?.document).toEqual(FIRST_APP)
  })

  it('tells another seed by a key, and an action by a short operation', async () => {
    expect(await linkOf({ document: { ...FIRST_APP, seed: 7 }, base: BASE })).toBe('#/s/first-app?v=1&seed=7')
    const document = withAction(FIRST_APP, { atMs: 9000, do: 'crashAgent', agent: 'agent-1' })
    const link = await linkOf({ document, base: BASE, position: POSITION })
    expect(link).toMatch(/^#\/s\/first-app\?v=1&at=137&.*&x=[\w-]+$/)
    expect(link.length).toBeLessThan(300)
    expect((await open(link)).scenario?.document).toEqual(document)
  })

  it('packs the whole document where that is shorter', async () => {
    const document: ScenarioDocument = { version: 1, agents: [], frameworks: [] }
    expect(await linkOf({ document, base: BASE })).toMatch(/^#\/d\/[\w-]+\?v=1$/)
  })

  it('opens from a whole address, and without its number sign', async () => {
    for (const link of ['https://example.org/x/?embed=1#/s/first-app?v=1', '/s/first-app?v=1', 's/first-app'])
      expect((await open(link)).scenario?.base).toBe('first-app')
  })
})

describe('the link of a document', () => {
  it('has under 2,000 characters for a typical one of twelve actions', async () => {
    const document = typical()
    const link = await linkOf({ document, position: POSITION, view: { depth: 3 } })
    expect(document.actions).toHaveLength(12)
    expect(link.length).toBeLessThan(2000)
    expect((await open(link)).scenario?.document).toEqual(document)
  })

  it('keeps keys of others as they are', async () => {
    const opened = await open('#/s/first-app?v=1&at=3&t=9&n=x&future=a%20b%26c')
    expect(opened.more).toEqual({ future: 'a b&c' })
    expect(await linkOf({ document: FIRST_APP, base: BASE, more: opened.more })).toBe(
      '#/s/first-app?v=1&future=a%20b%26c',
    )
  })

  it('comes back as it went, with any view and moment', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 10 })
    const view = fc.record(
      {
        depth: fc.constantFrom(1, 2, 3),
        lang: fc.constantFrom('en', 'zh'),
        view: text,
        timeScale: text,
        selection: text,
        hidden: fc.array(fc.stringMatching(/^[a-z:@/#0-9]+$/), { minLength: 1, maxLength: 4 }),
      },
      { requiredKeys: [] },
    )
    const position = fc.record({
      ordinal: fc.nat(),
      at: fc.nat(),
      name: text,
      checksum: fc.option(fc.stringMatching(/^[0-9a-f]{8}$/)),
    })
    const edited = fc.tuple(aScenarioDocument, fc.array(anAction, { maxLength: 2 }), fc.nat(9), fc.boolean())
    await fc.assert(
      fc.asyncProperty(edited, view, fc.option(position), async ([base, actions, seed, named], seen, at) => {
        const document = { ...actions.filter((one) => one.do !== 'addAgent').reduce(withAction, base), seed }
        const parts = {
          document,
          base: named ? { id: 'base', document: base } : null,
          position: at,
          view: seen as LinkView,
        }
        const opened = await decodeLink(await linkOf(parts), inflate, () => base)
        expect(opened.problems).toEqual([])
        expect(minimalDocument(opened.scenario?.document as ScenarioDocument)).toEqual(minimalDocument(document))
        expect(opened.view).toEqual(seen)
        expect(opened.position ?? null).toEqual(at)
      }),
      { numRuns: 20 },
    )
  })

  it('is refused where it would be too large, in words', async () => {
    const noise = Array.from({ length: 30_000 }, (_, i) => `k${(i * 2654435761) % 4294967296}`)
    const action = { atMs: 1, do: 'submitApp', framework: 'marathon', app: { noise } } as const
    const made = await encodeLink({ document: withAction(FIRST_APP, action) }, deflate)
    expect(made).toMatchObject({ ok: false, error: { code: 'tooLarge' } })
  })
})

describe('a link of an earlier version', () => {
  it.each(OLD_LINKS)('opens as it did: $link', async ({ link, document, opens }) => {
    const opened = await decodeLink(link, inflate, () => FIRST_APP_THEN)
    expect(opened).toMatchObject({ ...opens, problems: [] })
    expect(opened.scenario?.document).toEqual(document)
  })
})

describe('a broken link', () => {
  it.each([
    ['', 'empty: this link names no scenario'],
    ['#', 'empty: this link names no scenario'],
    ['#foo', 'shape: this is not a link of ours: expected #/s/NAME or #/d/DATA'],
    ['#/s/first-app?a=%zz', 'shape: this is not a link of ours: expected #/s/NAME or #/d/DATA'],
    ['#/s/first-app?v=2', 'version: this link is of version "2"; this page reads links up to version 1'],
    ['#/s/first-app?v=x', 'version: this link is of version "x"; this page reads links up to version 1'],
    ['#/s/none?v=1', 'unknownScenario: there is no built-in scenario "none"'],
    ['#/d/a*b?v=1', 'letters: the scenario in this link is not base64url: cut short or changed on the way'],
    ['#/d/abcde?v=1', 'letters: the scenario in this link is not base64url: cut short or changed on the way'],
    ['#/d/AAAA?v=1', 'damaged: the scenario in this link is damaged and cannot be unpacked'],
    [`#/d/${'A'.repeat(90_000)}?v=1`, 'tooLarge: the scenario in this link is longer than 64 kB'],
    ['#/s/first-app?v=1&at=x', 'position: the moment that this link names cannot be read; the run opens at its start'],
    ['#/s/first-app?v=1&depth=9', 'view: there is no depth "9"'],
    ['#/s/first-app?v=1&x=AAAA', 'damaged: the changes in this link are damaged and cannot be unpacked'],
  ])('%.60s says what is wrong', async (link, problem) => {
    expect(await problems(link)).toEqual([problem])
  })

  it('does not unpack a bomb', async () => {
    const bomb = await deflate(utf8(' '.repeat(MAX_UNPACKED + 1)))
    expect(bomb.length).toBeLessThan(10_000)
    expect(await problems(`#/d/${toBase64url(bomb)}?v=1`)).toEqual([
      'tooLarge: the scenario in this link is more than 2 MB when unpacked',
    ])
  })

  it('that was cut anywhere tells it and never throws', async () => {
    const link = await linkOf({ document: typical() })
    const data = link.slice(0, link.indexOf('?'))
    for (let length = 5; length < data.length; length += 37) {
      const opened = await open(data.slice(0, length))
      expect(opened.scenario).toBeUndefined()
      expect(opened.problems).toHaveLength(1)
    }
  })

  it('with a mistaken scenario gives the document and its issues', async () => {
    const document = { version: 1, agents: [{ id: 'a', foo: 1 }], frameworks: [] } as unknown as ScenarioDocument
    const opened = await open(await linkOf({ document, position: POSITION }))
    expect(opened.scenario).toBeUndefined()
    expect(opened.mistaken).toEqual(document)
    expect(opened.position).toEqual(POSITION)
    expect(opened.problems).toMatchObject([{ code: 'scenario', issues: [{ path: '/agents/0/foo' }] }])
  })

  it('whose changes do not fit opens the built-in scenario', async () => {
    const longer = withAction(withAction(FIRST_APP, { atMs: 1, do: 'crashMaster' }), { atMs: 2, do: 'restartMaster' })
    const link = await linkOf({
      document: { ...longer, actions: longer.actions?.slice(1) ?? [] },
      base: { id: 'first-app', document: longer },
    })
    const changed: ScenarioDocument = { ...FIRST_APP, actions: [] }
    const opened = await decodeLink(link, inflate, () => changed)
    expect(opened.scenario?.document).toEqual(changed)
    expect(opened.problems.map((problem) => problem.code)).toEqual(['operations'])
  })

  it('of anything at all never throws', async () => {
    const wild = fc.oneof(
      fc.string(),
      fc.string().map((text) => `#/s/first-app?${text}`),
      fc.string().map((text) => `#/d/${text}`),
    )
    await fc.assert(
      fc.asyncProperty(wild, async (link) => {
        const opened = await open(link)
        return opened.scenario !== undefined || opened.problems.length > 0
      }),
    )
  })
})

/** What a user may have built: three kinds of agents, four frameworks, twelve actions of the usual kinds. */
function typical(): ScenarioDocument {
  const web = { id: '/shop/web', cmd: 'python3 -m http.server $PORT0', cpus: 0.5, mem: 256, instances: 3 }
  return {
    version: 1,
    title: 'The shop on a bad day',
    seed: 20_260_101,
    roles: { prod: { weight: 2, quota: { guarantees: 'cpus:6;mem:6144', limits: 'cpus:8;mem:8192' } } },
    agents: [
      { id: 'agent-1', resources: 'cpus:4;mem:4096;disk:10240;ports:[31000-32000]', attributes: { rack: 'a' } },
      { id: 'node', count: 3, resources: 'cpus:2;mem:2048', flags: { executorShutdownGracePeriodMs: 60_000 } },
    ],
    frameworks: [
      { kind: 'marathon', id: 'marathon', flags: { declineOfferDurationMs: 30_000 } },
      { kind: 'batch', id: 'batch', roles: ['prod'], tasks: [{ id: 't', count: 5, mem: 512, runMs: 3000 }] },
    ],
    actions: [
      {
        atMs: 3000,
        do: 'submitApp',
        framework: 'marathon',
        app: { ...web, healthChecks: [{ protocol: 'HTTP', path: '/' }] },
      },
      {
        atMs: 9000,
        do: 'submitApp',
        framework: 'marathon',
        app: { id: '/shop/db', cpus: 1, mem: 512, constraints: [['rack', 'UNIQUE']] },
      },
      { atMs: 15_000, do: 'scaleApp', framework: 'marathon', app: '/shop/web', instances: 5 },
      { atMs: 20_500, do: 'cutLink', between: ['master', 'node-1'] },
      { atMs: 24_000, do: 'loseNext', from: 'agent-1', to: 'master', name: 'StatusUpdateMessage' },
      { atMs: 31_000, do: 'healLink', between: ['master', 'node-1'] },
      { atMs: 40_000, do: 'crashAgent', agent: 'node-2' },
      { atMs: 52_000, do: 'restartAgent', agent: 'node-2' },
      { atMs: 60_000, do: 'crashMaster' },
      { atMs: 66_000, do: 'restartMaster' },
      { atMs: 80_000, do: 'killTask', framework: 'batch', task: 't-2' },
      { atMs: 90_000, do: 'destroyApp', framework: 'marathon', app: '/shop/db' },
    ],
  }
}

describe('a comparison in a link', () => {
  const other = withAction(FIRST_APP, { atMs: 9000, do: 'crashAgent', agent: 'agent-1' })
  const compared = { document: other, names: [null, 'Crash Agent 1'] as const }

  it('is what differs between the two branches, with their names', async () => {
    const link = await linkOf({ document: FIRST_APP, base: BASE, position: POSITION, compared })
    expect(link).toMatch(/&c=[\w-]+$/)
    expect(link.length).toBeLessThan(300)
    const opened = await open(link)
    expect(opened.problems).toEqual([])
    expect(opened.scenario?.document).toEqual(FIRST_APP)
    expect(opened.compared?.names).toEqual([null, 'Crash Agent 1'])
    expect(minimalDocument(opened.compared?.document as ScenarioDocument)).toEqual(minimalDocument(other))
  })

  it('goes both ways: from the branch to what it came from', async () => {
    const back = { document: FIRST_APP, names: ['Crash Agent 1', null] as const }
    const opened = await open(await linkOf({ document: other, base: BASE, compared: back }))
    expect(opened.scenario?.document).toEqual(other)
    expect(minimalDocument(opened.compared?.document as ScenarioDocument)).toEqual(minimalDocument(FIRST_APP))
  })

  it('that cannot be read leaves the rest as it is, and says so', async () => {
    const link = await linkOf({ document: FIRST_APP, base: BASE, position: POSITION })
    for (const c of ['zzzz', 'a', 'q1YqLkksSVWyMtBRKkgsLkYSAQA', 'x'.repeat(5000)]) {
      const opened = await open(`${link}&c=${c}`)
      expect(opened).toMatchObject({ position: POSITION, scenario: { base: 'first-app' } })
      expect(opened.compared).toBeUndefined()
      expect(
        opened.problems.map(({ code }) => code),
        c.slice(0, 10),
      ).toEqual(['compared'])
    }
  })

  it('is left out where it would make the link too long', async () => {
    const agents = Array.from({ length: 900 }, (_, n) => ({
      id: `agent-${(n * 7919) % 100_003}`,
      resources: `cpus:${n}`,
    }))
    const link = await linkOf({
      document: FIRST_APP,
      base: BASE,
      compared: { document: { ...FIRST_APP, agents }, names: [null, 'x'] },
    })
    expect(link).toBe('#/s/first-app?v=1')
  })

  it('is absent from every link that was made before there was one', async () => {
    for (const { link } of OLD_LINKS) expect((await open(link)).compared).toBeUndefined()
  })
})
