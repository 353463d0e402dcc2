/** The chart of a component, by its id and by what it was seen to do. */
import type { Chart, ChartQuestion } from '#model/chart.ts'
import { ownerOf, type Role } from '#model/roles.ts'
import type { AnyStateMachine } from 'xstate'
import { exportChart, nextEvents } from '../charts/picture.ts'
import type { ClusterDefinition } from '../kernel/definition.ts'

/** Kinds that a component of a role may be of; a scheduler is of its framework's. */
const KINDS: Readonly<Record<Role, readonly string[]>> = {
  client: ['client'],
  scheduler: [],
  driver: ['driver', 'library'],
  master: ['master'],
  allocator: ['allocator'],
  observer: ['observer'],
  agent: ['agent'],
  updates: ['updates'],
  execdriver: ['execdriver', 'exec-library', 'process-driver'],
  executor: ['command-executor', 'docker-executor', 'custom-executor', 'default-executor', 'process-executor'],
  task: ['task'],
  daemon: ['process-daemon'],
  registry: ['registry'],
  process: ['process'],
}

/** What stands in front of the slash in the kinds of books. */
const BOOKS: Readonly<Partial<Record<Role, string>>> = { daemon: 'daemon', executor: 'process-executor' }

/** `INDEX.APP.NAMESPACE.CLUSTER.NANOSECONDS@AGENT`: executors of BCS' schedulers. Source: bcs-process.md. */
const BCS_ID = /:\d+\.[^.]+\.[^.]+\.[^.]+\.\d{16,}@/

function candidates(cluster: ClusterDefinition, { of, role, framework }: ChartQuestion): readonly string[] {
  if (ownerOf(of) === null) {
    if (role === 'scheduler') return [framework ?? '']
    const isProcess = BCS_ID.test(of)
    return KINDS[role].toSorted(
      (a, b) => Number(b.startsWith('process-') === isProcess) - Number(a.startsWith('process-') === isProcess),
    )
  }
  const owner = role === 'scheduler' ? framework : (BOOKS[role] ?? role)
  const own = [...cluster.definitions.keys()].filter((kind) => kind.startsWith(`${owner}/`))
  const named = of.slice(of.indexOf('/') + 1).split(':')[0]
  const exact = own.filter((kind) => kind === `${owner}/${named}`)
  return exact.length > 0 ? exact : own
}

function chartFrom(kind: string, machine: AnyStateMachine): Chart {
  const picture = exportChart(machine)
  const parents = new Set(picture.states.map(({ parent }) => parent))
  const leaves = picture.states.filter(({ path }) => !parents.has(path))
  return { kind, picture, next: Object.fromEntries(leaves.map(({ path }) => [path, nextEvents(machine, path)])) }
}

/** Born with `start`, which no transition hears. */
function explains({ picture }: Chart, { states, events }: ChartQuestion): boolean {
  const known = new Set(picture.states.map(({ path }) => path))
  const hears = (event: string): boolean =>
    event === 'start' ||
    picture.transitions.some(
      (transition) =>
        transition.event === event ||
        String(transition.delay) === event ||
        (transition.event.endsWith('*') && event.startsWith(transition.event.slice(0, -1))),
    )
  return states.every((state) => state === '' || known.has(state)) && events.every(hears)
}

/** The first kind whose chart has all the states and hears all the events; null: none does. */
export function chartOf(cluster: ClusterDefinition, question: ChartQuestion): Chart | null {
  for (const kind of candidates(cluster, question)) {
    const definition = cluster.definitions.get(kind)
    if (!definition) continue
    const chart = chartFrom(kind, definition.machine)
    if (explains(chart, question)) return chart
  }
  return null
}
