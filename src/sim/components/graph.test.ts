/** The shipped charts as XState's own tools for graphs see them: nothing in them is out of reach, nothing is told wrongly. */
import { getAdjacencyMap, toDirectedGraph } from '@xstate/graph'
import { describe, expect, it } from 'vitest'
import type { AnyStateMachine } from 'xstate'
import { exportChart } from '../charts/picture.ts'
import { CLUSTER } from './index.ts'

const SHIPPED = [...CLUSTER.definitions].map(([kind, { machine }]) => [kind, machine] as const)

interface Told {
  readonly type: string
  /** Guards that hold for it. */
  readonly holding: readonly string[]
  readonly body: object
}

/** What machines that look into their input, or into an event, find there. */
const INPUT = { behaviour: { exitCode: 0 } }
const BODY = { command: 'sleep 1', exitCode: 0, task: { command: 'sleep 1' } }

/** The machine with guards that hold as each event says; `first` says it of the start. */
function openedUp(machine: AnyStateMachine, first: readonly string[]): AnyStateMachine {
  const names = Object.keys(machine.implementations.guards)
  const holds =
    (name: string) =>
    ({ event }: { readonly event: Partial<Told> }) =>
      (event.holding ?? first).includes(name)
  const delays = exportChart(machine).transitions.flatMap(({ delay }) => (typeof delay === 'string' ? [delay] : []))
  return machine.provide({
    guards: Object.fromEntries(names.map((name) => [name, holds(name)])) as never,
    delays: Object.fromEntries(delays.map((delay) => [delay, 1])),
  })
}

/** All, none, one alone, all but one. */
function waysToHold(machine: AnyStateMachine): (readonly string[])[] {
  const names = Object.keys(machine.implementations.guards)
  const others = (name: string): string[] => names.filter((other) => other !== name)
  return [[], names, ...names.map((name) => [name]), ...names.map(others)]
}

function pathOf(value: unknown): string {
  if (typeof value === 'string') return value
  const [[key, inner]] = Object.entries(value as object) as [[string, unknown]]
  return `${key}.${pathOf(inner)}`
}

/** Leaves that some events lead to. */
function reached(machine: AnyStateMachine): ReadonlySet<string> {
  const ways = waysToHold(machine)
  const events = [...machine.events].flatMap((type) => ways.map((holding): Told => ({ type, holding, body: BODY })))
  const found = new Set<string>()
  for (const first of ways) {
    const map = getAdjacencyMap(
      openedUp(machine, first) as never,
      {
        events,
        input: INPUT,
        serializeState: ({ value }: { readonly value: unknown }) => pathOf(value),
        serializeEvent: ({ type, holding }: Told) => `${type} ${holding?.join() ?? ''}`,
        limit: 100_000,
      } as never,
    )
    for (const path of Object.keys(map)) found.add(path)
  }
  return found
}

describe.each(SHIPPED)('the chart of %s', (kind, machine) => {
  const chart = exportChart(machine)

  it('has the states and edges that XState’s graph has', () => {
    const states: string[] = []
    const edges: string[] = []
    const visit = (node: ReturnType<typeof toDirectedGraph>): void => {
      states.push(node.stateNode.path.join('.'))
      for (const { source, target, label } of node.edges)
        edges.push(`${source.path.join('.')} ${label.text} ${target.path.join('.')}`)
      for (const child of node.children) visit(child)
    }
    visit(toDirectedGraph(machine))
    const listened = chart.transitions.filter(({ event }) => event !== '')
    expect(chart.states.map(({ path }) => path).toSorted()).toEqual(states.toSorted())
    expect(listened.map(({ from, event, to }) => `${from} ${event} ${to ?? from}`).toSorted()).toEqual(edges.toSorted())
  })

  it('has no state that nothing leads to', () => {
    const passedThrough = new Set(
      chart.transitions.flatMap((t) => (t.event === '' && t.guard === null ? [t.from] : [])),
    )
    const leaves = chart.states
      .filter(({ kind: of, path }) => (of === 'atomic' || of === 'final') && !passedThrough.has(path))
      .map(({ path }) => path)
    const found = reached(machine)
    expect(
      leaves.filter((path) => !found.has(path)),
      kind,
    ).toEqual([])
  })
})
