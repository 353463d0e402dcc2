import type { AnyStateNode } from 'xstate'

/** What the tables need to know of a transition. XState's own definition fits. */
export interface Edge {
  readonly source: AnyStateNode
  /** Absent: internal without target. */
  readonly target?: readonly AnyStateNode[] | undefined
  readonly reenter: boolean
  readonly actions: readonly unknown[]
  readonly guard?: unknown
  readonly eventType: string | null
}

export interface Entries {
  /** In document order, ancestors first. */
  readonly nodes: readonly AnyStateNode[]
  /** Those that run the actions of their `initial` too. */
  readonly byDefault: ReadonlySet<AnyStateNode>
}

export function isLeaf(node: AnyStateNode): boolean {
  return node.type === 'atomic' || node.type === 'final'
}

/** Node and its ancestors, deepest first. */
export function chainOf(node: AnyStateNode): AnyStateNode[] {
  return [node, ...properAncestors(node, undefined)]
}

function properAncestors(node: AnyStateNode, upTo: AnyStateNode | undefined): AnyStateNode[] {
  const found: AnyStateNode[] = []
  if (node === upTo) return found
  for (let at = node.parent; at !== undefined && at !== upTo; at = at.parent) found.push(at)
  return found
}

/** Below `parent`; everything is below nothing, the root too. */
function isBelow(node: AnyStateNode, parent: AnyStateNode | undefined): boolean {
  if (parent === undefined) return true
  for (let at = node.parent; at !== undefined; at = at.parent) if (at === parent) return true
  return false
}

/**
 * The innermost state that a transition does not leave; undefined when it leaves the root itself.
 * The rule is SCXML's as XState 5.33 applies it, its oddities at the root included.
 */
function domainOf(edge: Edge, target: AnyStateNode): AnyStateNode | undefined {
  const { source } = edge
  if (!edge.reenter && (target === source || isBelow(target, source))) return source
  const common = properAncestors(target, undefined).find((ancestor) => isBelow(source, ancestor))
  if (common !== undefined || edge.reenter) return common
  return source.machine.root
}

/** States left when the edge is taken while `leaf` is active, deepest first. */
export function exitsOf(edge: Edge, leaf: AnyStateNode): readonly AnyStateNode[] {
  const target = edge.target?.[0]
  if (target === undefined) return []
  const domain = domainOf(edge, target)
  return chainOf(leaf).filter((node) => isBelow(node, domain))
}

/** States entered when the edge is taken. */
export function entriesOf(edge: Edge): Entries {
  const nodes = new Set<AnyStateNode>()
  const byDefault = new Set<AnyStateNode>()
  const target = edge.target?.[0]
  if (target === undefined) return { nodes: [], byDefault }
  const domain = domainOf(edge, target)
  if (edge.source !== target || edge.source !== domain || edge.reenter) {
    nodes.add(target)
    byDefault.add(target)
  }
  addInitials(target, nodes, byDefault)
  for (const ancestor of properAncestors(target, domain)) nodes.add(ancestor)
  return { nodes: inDocumentOrder(nodes), byDefault }
}

/** States entered at the start: the root and its initial descendants. */
export function initialEntries(root: AnyStateNode): Entries {
  const nodes = new Set<AnyStateNode>([root])
  addInitials(root, nodes, nodes)
  return { nodes: inDocumentOrder(nodes), byDefault: nodes }
}

function addInitials(node: AnyStateNode, nodes: Set<AnyStateNode>, byDefault: Set<AnyStateNode>): void {
  for (let at = node.initial.target[0]; at !== undefined; at = at.initial.target[0]) {
    nodes.add(at)
    byDefault.add(at)
  }
}

function inDocumentOrder(nodes: ReadonlySet<AnyStateNode>): AnyStateNode[] {
  return [...nodes].toSorted((a, b) => a.order - b.order)
}

/** The leaf that is active after leaving `exits` from `leaf` and entering `entries`. */
export function leafAfter(leaf: AnyStateNode, exits: readonly AnyStateNode[], entries: Entries): AnyStateNode {
  const active = new Set(chainOf(leaf))
  for (const node of exits) active.delete(node)
  for (const node of entries.nodes) active.add(node)
  const leaves = [...active].filter(isLeaf)
  if (leaves.length !== 1)
    throw new Error(`Broken assumption: one leaf is active in '${leaf.machine.id}', not ${leaves.length}`)
  return leaves[0] as AnyStateNode
}
