/** Small clusters run twice, with and without an edit. */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { simulate } from '#sim/simulate.ts'

export interface Ran {
  readonly document: ScenarioDocument
  readonly scenario: Scenario
  readonly trace: TraceStore
}

export function ran(document: unknown): Ran {
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return { document: document as ScenarioDocument, scenario: parsed.value, trace: simulate(parsed.value).trace }
}

const SUBMIT = {
  atMs: 3000,
  do: 'submitApp',
  framework: 'marathon',
  app: { id: '/web', cmd: 'sleep 600', cpus: 1, mem: 64 },
}

const KNOWN = new Map<string, Ran>()

/** Marathon on two agents, an app of one instance; `actions` come on top. The same object for the same wish. */
export function marathonRun(actions: readonly object[] = [], more: object = {}): Ran {
  const key = JSON.stringify([actions, more])
  const known = KNOWN.get(key) ?? madeRun(actions, more)
  KNOWN.set(key, known)
  return known
}

function madeRun(actions: readonly object[], more: object): Ran {
  return ran({
    version: 1,
    agents: ['a', 'b'].map((id) => ({ id, resources: 'cpus:4;mem:4096;ports:[31000-31005]' })),
    frameworks: [{ id: 'marathon', kind: 'marathon' }],
    actions: [SUBMIT, ...actions],
    untilMs: 40_000,
    ...more,
  })
}
