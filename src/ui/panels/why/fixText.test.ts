import { describe, expect, it } from 'vitest'
import { WHY_TEXTS } from '#content/locales/parts/why.ts'
import { en } from '#content/locales/en.ts'
import { makeWords, type Say } from '#content/locales/words.ts'
import type { PatchOperation } from '#model/patch.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { fixText } from './fixText.ts'

const words = makeWords('en', en)
const say: Say<typeof WHY_TEXTS.en> = (key, ...[params]) => words.say(WHY_TEXTS.en[key], params ?? {})

const DOCUMENT = {
  version: 1,
  agents: [],
  frameworks: [{ id: 'marathon', kind: 'marathon' }],
  actions: [
    {
      atMs: 1,
      do: 'submitApp',
      framework: 'marathon',
      app: {
        id: '/a',
        cpus: 3,
        constraints: [['rack', 'GROUP_BY', '2']],
        requirePorts: true,
        container: { volumes: [{ persistent: { size: 500 } }] },
      },
    },
  ],
} as unknown as ScenarioDocument

const app = (key: string) => `/actions/0/app/${key}`

describe('a fix in words', () => {
  it.each<readonly [PatchOperation, string]>([
    [{ op: 'replace', path: app('cpus'), value: 1.5 }, 'ask for 1.5 of cpus instead of 3'],
    [{ op: 'add', path: app('mem'), value: 64 }, 'ask for 64 of mem instead of 128'],
    [{ op: 'remove', path: app('constraints/0') }, 'without the constraint ["rack","GROUP_BY","2"]'],
    [
      { op: 'replace', path: app('container/volumes/0/persistent/size'), value: 280 },
      'a volume of 280 MB instead of 500',
    ],
    [{ op: 'remove', path: app('requirePorts') }, 'without requirePorts: any port will do'],
    [
      { op: 'add', path: '/frameworks/0/flags', value: { declineOfferDurationMs: 5000 } },
      'marathon declines for 5 s only',
    ],
    [{ op: 'add', path: '/master', value: { offerTimeoutMs: 10_000 } }, 'the master takes offers back after 10 s'],
    [{ op: 'replace', path: '/master/offerTimeoutMs', value: 9000 }, 'the master takes offers back after 9 s'],
    [{ op: 'add', path: '/agents/-', value: { id: 'x', resources: 'cpus:3' } }, 'one more agent: cpus:3'],
    [{ op: 'replace', path: '/untilMs', value: 3 }, 'replace /untilMs 3'],
  ])('%j', (operation, text) => expect(fixText(say, DOCUMENT, [operation])).toBe(text))
})
