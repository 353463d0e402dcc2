import type { ChartPicture, PictureState, PictureTransition } from '#model/chart.ts'
import type { AnyStateMachine, AnyStateNode } from 'xstate'
import { checkShape } from './check.ts'
import { actionName, delayOf, guardName, isTimerOfAfter } from './names.ts'
import { allNodes, matchesDescriptor } from './tables.ts'
import { chainOf, type Edge } from './topology.ts'

/** Throws as the steppers do for what is not supported. */
export function exportChart(machine: AnyStateMachine): ChartPicture {
  checkShape(machine)
  const nodes = allNodes(machine.root)
  return {
    machine: machine.id,
    states: nodes.map(pictureState),
    transitions: nodes.flatMap((node) => edgesOf(node).map((edge) => pictureTransition(machine, edge))),
  }
}

/**
 * Transitions that can be taken from a state (dotted path), the state's own before its ancestors', in the order in which they are
 * tried. Left out: what a transition before it always takes, and events that a state forbids. Empty in a top-level final state.
 */
export function nextEvents(machine: AnyStateMachine, value: string): readonly PictureTransition[] {
  const leaf = allNodes(machine.root).find((node) => pathOf(node) === value)
  if (leaf === undefined) throw new Error(`Machine '${machine.id}' has no state '${value}'.`)
  if (leaf.type === 'final' && leaf.parent === machine.root) return []
  const taken: string[] = []
  return chainOf(leaf).flatMap((node) =>
    reachable(edgesOf(node), taken).map((edge) => pictureTransition(machine, edge)),
  )
}

/** Notes in `taken` the descriptors that nothing gets past. */
function reachable(edges: readonly Edge[], taken: string[]): readonly Edge[] {
  return edges.filter((edge) => {
    const event = edge.eventType ?? ''
    const hidden = taken.some(
      (descriptor) => descriptor === event || (event !== '' && matchesDescriptor(event, descriptor)),
    )
    if (!edge.guard) taken.push(event)
    return !hidden && (edge.target !== undefined || edge.actions.length > 0)
  })
}

/** Always first, then by event: exact names before wildcards, long wildcards before short ones, as they are tried. */
function edgesOf(node: AnyStateNode): readonly Edge[] {
  const listened = [...node.transitions].toSorted(([a], [b]) => wildness(a) - wildness(b))
  return [...(node.always ?? []), ...listened.flatMap(([, edges]) => edges)]
}

function wildness(descriptor: string): number {
  return descriptor.endsWith('*') ? 10_000 - descriptor.length : 0
}

function pictureState(node: AnyStateNode): PictureState {
  const first = node.initial.target[0]
  return {
    path: pathOf(node),
    name: node.key,
    parent: node.parent === undefined ? null : pathOf(node.parent),
    kind: node.type === 'final' || node.type === 'compound' ? node.type : 'atomic',
    initial: first === undefined ? null : pathOf(first),
    entry: node.entry.filter((action) => !isTimerOfAfter(action)).map(actionName),
    exit: node.exit.filter((action) => !isTimerOfAfter(action)).map(actionName),
    description: node.description ?? null,
  }
}

function pictureTransition(machine: AnyStateMachine, edge: Edge): PictureTransition {
  const target = edge.target?.[0]
  return {
    from: pathOf(edge.source),
    to: target === undefined ? null : pathOf(target),
    kind: kindOf(edge),
    event: edge.eventType ?? '',
    guard: guardName(edge.guard),
    actions: edge.actions.map(actionName),
    delay: 'delay' in edge ? delayOf(machine, edge.delay) : null,
    reenter: edge.reenter,
  }
}

function kindOf(edge: Edge): PictureTransition['kind'] {
  if (edge.eventType === '' || edge.eventType === null) return 'always'
  if ('delay' in edge) return 'after'
  return edge.eventType.startsWith('xstate.done.state.') ? 'done' : 'event'
}

function pathOf(node: AnyStateNode): string {
  return node.path.join('.')
}
