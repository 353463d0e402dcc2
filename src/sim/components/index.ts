/** All components of the cluster, what runs from the start, and who carries out which action. */
import { messageEntry } from '#model/messages/index.ts'
import type { FrameworkSpec, Scenario } from '#model/scenario/types.ts'
import type { ClusterDefinition, Definition, ProcessPlan } from '../kernel/definition.ts'
import { BATCH } from './batch/batch.ts'
import { HOARDER, hoarderProcess } from './batch/hoarder.ts'
import { batchProcess } from './batch/process.ts'
import { DRIVER } from './driver/driver.ts'

const DEFINITIONS: readonly Definition[] = [DRIVER, BATCH, HOARDER]

type Boot = ProcessPlan & { readonly startAtMs: number }

function frameworkProcess(spec: FrameworkSpec): readonly Boot[] {
  const { startAtMs } = spec
  switch (spec.kind) {
    case 'batch':
      return [{ ...batchProcess(spec), startAtMs }]
    case 'hoarder':
      return [{ ...hoarderProcess(spec), startAtMs }]
    default:
      return []
  }
}

function boot(scenario: Scenario): readonly Boot[] {
  return scenario.frameworks.flatMap(frameworkProcess)
}

export const CLUSTER: ClusterDefinition = {
  definitions: new Map(DEFINITIONS.map((definition) => [definition.kind, definition])),
  entry: messageEntry,
  boot,
  possible: (_api, action) => `${action.do} has no effect yet`,
  act: () => {},
  invariants: [],
}
