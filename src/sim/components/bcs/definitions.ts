/** All kinds of component of BCS, and the processes that are there from the start. */
import type { Scenario } from '#model/scenario/types.ts'
import type { Definition, ProcessPlan } from '../../kernel/definition.ts'
import { DAEMON, DAEMON_PROCESS, daemonProcess } from './daemon/daemon.ts'
import { PROCESS_DRIVER } from './executor/driver.ts'
import { PROCESS_EXECUTOR, PROCESS_EXECUTOR_TASK } from './executor/executor.ts'
import { OS_PROCESS } from './osProcess.ts'
import { REGISTRY, registryProcess } from './registry.ts'
import { BCS, BCS_MACHINES } from './scheduler/scheduler.ts'

export const BCS_DEFINITIONS: readonly Definition[] = [
  BCS,
  ...BCS_MACHINES,
  PROCESS_DRIVER,
  PROCESS_EXECUTOR,
  PROCESS_EXECUTOR_TASK,
  DAEMON,
  DAEMON_PROCESS,
  OS_PROCESS,
  REGISTRY,
]

/** The registry, and a daemon on every host: before anything else, since they are always there. */
export function bcsHosts({ frameworks, agents }: Scenario): readonly (ProcessPlan & { readonly startAtMs: number })[] {
  if (!frameworks.some(({ kind }) => kind === 'bcs')) return []
  const daemons = agents.map(({ id, startAtMs }) => ({ ...daemonProcess(id), startAtMs }))
  return [{ ...registryProcess(), startAtMs: 0 }, ...daemons]
}
