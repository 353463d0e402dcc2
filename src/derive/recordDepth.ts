/** The least depth at which a record is told (contracts.md 3): messages carry theirs, others have that of their lane. */
import { ownerOf, type Role } from '#model/roles.ts'
import type { Depth } from '#model/trace/records.ts'
import type { Readable } from '#model/trace/readable.ts'

const ROLE_DEPTH: Readonly<Record<Role, Depth>> = {
  client: 1,
  scheduler: 1,
  driver: 2,
  master: 1,
  allocator: 2,
  observer: 3,
  agent: 1,
  updates: 3,
  execdriver: 2,
  executor: 2,
  task: 2,
  daemon: 2,
  registry: 2,
  process: 2,
}

/** `roleOf` gives the role of a component. What masters and agents keep books of is told at depth 3. */
export function recordDepth(trace: Readable, i: number, roleOf: (component: string) => Role): Depth {
  switch (trace.typeOf(i)) {
    case 'sent':
    case 'delivered':
    case 'lost':
      return trace.depthOf(i)
    case 'state': {
      const of = trace.text(trace.from[i] as number)
      return ownerOf(of) === null ? ROLE_DEPTH[roleOf(of)] : 3
    }
    case 'allocation':
    case 'exited':
      return 2
    case 'timer':
      return 3
    case 'task':
    case 'action':
    case 'broken':
    case 'halted':
      return 1
  }
}
