import type { AnyStateMachine, AnyStateNode } from 'xstate'
import { compileAction } from './actions.ts'
import { compileGuard, type Guard } from './guards.ts'
import { compileProgram, type Program } from './program.ts'
import type { ChartEvent, ChartStep } from './stepper.ts'
import { chainOf, entriesOf, exitsOf, initialEntries, isLeaf, leafAfter, type Edge, type Entries } from './topology.ts'

/** One way out of a leaf, as far as it can be worked out before a run. */
export interface Candidate {
  readonly guard: Guard | null
  readonly program: Program
  readonly next: Leaf
  /** False for a forbidden event: no target, no actions. */
  readonly visible: boolean
  /** The newest plain step of it: machines without a context of their own all get the same. */
  newest: ChartStep | null
}

export interface Leaf {
  /** Dotted path: the state's value. */
  readonly value: string
  /** A top-level final state: nothing is stepped from here. */
  readonly over: boolean
  /** Candidates by event type, in the order in which XState asks them: leaf first, wildcards after exact names. */
  readonly rows: Map<string, readonly Candidate[]>
  readonly always: readonly Candidate[]
  readonly node: AnyStateNode
  /** From leaf to root: what each state listens to. Wildcards are matched against unknown events here. */
  readonly listeners: readonly (readonly (readonly [string, readonly Candidate[]])[])[]
}

export interface Tables {
  readonly leaves: ReadonlyMap<string, Leaf>
  readonly start: { readonly program: Program; readonly leaf: Leaf }
}

type MutableLeaf = { -readonly [K in keyof Leaf]: Leaf[K] }
/** Unknown event types per leaf that are remembered; more are matched anew each time. */
const ROW_LIMIT = 512

export function compileTables(machine: AnyStateMachine): Tables {
  const nodes = allNodes(machine.root)
  const byNode = new Map<AnyStateNode, MutableLeaf>(nodes.filter(isLeaf).map((node) => [node, emptyLeaf(node)]))
  const leafOf = (node: AnyStateNode) => byNode.get(node) as Leaf
  for (const leaf of byNode.values()) {
    const candidate = candidateMaker(machine, leaf, leafOf)
    const chain = chainOf(leaf.node)
    leaf.always = chain.flatMap((node) => (node.always ?? []).map(candidate))
    leaf.listeners = chain.map((node) =>
      [...node.transitions].map(([descriptor, edges]) => [descriptor, edges.map(candidate)] as const),
    )
  }
  for (const node of nodes) checkActions(machine, node)
  const types = new Set(nodes.flatMap((node) => [...node.transitions.keys()]).filter((type) => !type.endsWith('*')))
  for (const leaf of byNode.values()) for (const type of types) leaf.rows.set(type, matchRow(leaf, type))
  return {
    leaves: new Map([...byNode.values()].map((leaf) => [leaf.value, leaf])),
    start: compileStart(machine, leafOf),
  }
}

/** Entry and exit of states that no transition reaches are checked too. */
function checkActions(machine: AnyStateMachine, node: AnyStateNode): void {
  for (const action of node.entry) compileAction(machine, action, `at the entry of '${node.id}'`)
  for (const action of node.exit) compileAction(machine, action, `at the exit of '${node.id}'`)
  for (const action of node.initial.actions) compileAction(machine, action, `at the initial of '${node.id}'`)
}

/** The node and everything below it, in document order. */
export function allNodes(node: AnyStateNode): readonly AnyStateNode[] {
  return [node, ...(Object.values(node.states) as AnyStateNode[]).flatMap(allNodes)]
}

function emptyLeaf(node: AnyStateNode): MutableLeaf {
  const over = node.type === 'final' && node.parent?.parent === undefined
  return { value: node.path.join('.'), over, rows: new Map(), always: [], node, listeners: [] }
}

function candidateMaker(machine: AnyStateMachine, leaf: Leaf, leafOf: (node: AnyStateNode) => Leaf) {
  return (edge: Edge): Candidate => {
    const where = `on '${edge.eventType === '' || edge.eventType === null ? 'always' : edge.eventType}' in '${edge.source.id}'`
    const exits = exitsOf(edge, leaf.node)
    const entries = entriesOf(edge)
    const next = leafAfter(leaf.node, exits, entries)
    const program = compileProgram(
      machine,
      { exits, actions: edge.actions, entries, ending: endingOf(next, entries), over: emptyLeaf(next).over },
      where,
    )
    const guard = edge.guard ? compileGuard(machine, edge.guard, where) : null
    return {
      guard,
      program,
      next: leafOf(next),
      visible: edge.target !== undefined || edge.actions.length > 0,
      newest: null,
    }
  }
}

function endingOf(leaf: AnyStateNode, entries: Entries): readonly AnyStateNode[] {
  return emptyLeaf(leaf).over && entries.nodes.includes(leaf) ? chainOf(leaf) : []
}

function compileStart(machine: AnyStateMachine, leafOf: (node: AnyStateNode) => Leaf): Tables['start'] {
  const entries = initialEntries(machine.root)
  const leaf = entries.nodes.find(isLeaf) as AnyStateNode
  const program = compileProgram(
    machine,
    { exits: [], actions: [], entries, ending: endingOf(leaf, entries), over: emptyLeaf(leaf).over },
    'at the start',
  )
  return { program, leaf: leafOf(leaf) }
}

/** Candidates of a leaf for an event type; unknown types are matched against the wildcards and remembered. */
export function rowOf(leaf: Leaf, type: string): readonly Candidate[] {
  const known = leaf.rows.get(type)
  if (known !== undefined) return known
  const row = matchRow(leaf, type)
  if (leaf.rows.size < ROW_LIMIT) leaf.rows.set(type, row)
  return row
}

function matchRow(leaf: Leaf, type: string): readonly Candidate[] {
  return leaf.listeners.flatMap((listener) => {
    const exact = listener.filter(([descriptor]) => descriptor === type)
    const wild = listener.filter(([descriptor]) => descriptor !== type && matchesDescriptor(type, descriptor))
    return [...exact, ...wild.toSorted((a, b) => b[0].length - a[0].length)].flatMap(([, candidates]) => candidates)
  })
}

/** `*` takes everything, `a.b.*` takes `a.b` and what begins with `a.b.`. */
export function matchesDescriptor(type: string, descriptor: string): boolean {
  if (descriptor === '*') return true
  if (!descriptor.endsWith('.*')) return false
  const prefix = descriptor.slice(0, -2)
  return type === prefix || type.startsWith(`${prefix}.`)
}

/** The first whose guard passes. */
export function choose(row: readonly Candidate[], context: object, event: ChartEvent): Candidate | null {
  for (const candidate of row) if (candidate.guard === null || candidate.guard(context, event)) return candidate
  return null
}
