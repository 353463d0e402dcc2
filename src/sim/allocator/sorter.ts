/**
 * The DRF sorter: a tree of clients named by paths, ordered by dominant share within each subtree.
 * Source: sorter/drf/sorter.cpp and sorter.hpp; reference 5.5.
 *
 * All state is plain data with shared references (parents, totals), so that a structured clone copies it whole.
 * Functions that take a sorter change it in place.
 */
import { assert, must } from '#base/assert.ts'

/** Sums of the scalars of a cluster, by column. Every sorter of an allocator refers to the same one. */
export interface ClusterTotals {
  /** Whole thousandths. */
  milli: number[]
  /** False: the column counts in no share (fairness exclusion). */
  counted: boolean[]
  /** Grows with every change of `milli`, so that sorters know that their shares are old. */
  version: number
}

export interface SorterNode {
  /** Whole path; a virtual leaf ends in `/.`. */
  readonly path: string
  /** The last part of the path. */
  readonly name: string
  parent: SorterNode | null
  leaf: boolean
  /** Leaves only: an inactive leaf is not in the order. */
  active: boolean
  /** What the owner of the sorter knows the client by; leaves only. */
  tag: number
  weight: number
  /** As of the last sort or grant: dominant share divided by weight. */
  share: number
  /** How often resources were given to the node or below it; never falls. */
  count: number
  /** Thousandths by column, over the subtree; a missing column is 0. */
  alloc: number[]
  /** Inner nodes and active leaves; sorted while the sorter is not dirty. */
  children: SorterNode[]
  /** Inactive leaves, in no order. */
  idle: SorterNode[]
}

export interface Sorter {
  /** True: names are taken whole, `/` means nothing (a role's frameworks). */
  readonly flat: boolean
  readonly root: SorterNode
  readonly totals: ClusterTotals
  /** The leaf of each client. */
  readonly leaves: Map<string, SorterNode>
  /** Weights that were ever set, by path, also of nodes that do not exist. */
  readonly weights: Map<string, number>
  dirty: boolean
  sortedFor: number
  /** The tags of the active leaves in order; valid while not `stale`. */
  order: number[]
  stale: boolean
}

export function makeTotals(): ClusterTotals {
  return { milli: [], counted: [], version: 0 }
}

function makeNode(path: string, name: string, parent: SorterNode | null, leaf: boolean, tag: number): SorterNode {
  return {
    path,
    name,
    parent,
    leaf,
    active: false,
    tag,
    weight: 1,
    share: 0,
    count: 0,
    alloc: [],
    children: [],
    idle: [],
  }
}

export function makeSorter(totals: ClusterTotals, flat: boolean): Sorter {
  return {
    flat,
    root: makeNode('', '', null, false, -1),
    totals,
    leaves: new Map(),
    weights: new Map(),
    dirty: false,
    sortedFor: totals.version,
    order: [],
    stale: true,
  }
}

function attach(sorter: Sorter, parent: SorterNode, name: string, leaf: boolean, tag: number): SorterNode {
  const path = parent.parent === null ? name : `${parent.path}/${name}`
  const node = makeNode(path, name, parent, leaf, tag)
  node.weight = sorter.weights.get(path) ?? 1
  if (leaf) parent.idle.push(node)
  else parent.children.push(node)
  return node
}

function detach(node: SorterNode): void {
  const parent = must(node.parent, 'the root is never detached')
  const siblings = node.leaf && !node.active ? parent.idle : parent.children
  siblings.splice(siblings.indexOf(node), 1)
}

function childNamed(node: SorterNode, name: string): SorterNode | undefined {
  return node.children.find((child) => child.name === name) ?? node.idle.find((child) => child.name === name)
}

/** A leaf that gets children becomes an inner node; its client goes on as the virtual leaf `.` with the same allocation and count. */
function makeInner(sorter: Sorter, node: SorterNode): void {
  const parent = must(node.parent, 'a leaf has a parent')
  const wasActive = node.active
  if (!wasActive) {
    parent.idle.splice(parent.idle.indexOf(node), 1)
    parent.children.push(node)
  }
  const clientPath = node.path
  node.leaf = false
  node.active = false
  const own = attach(sorter, node, '.', true, node.tag)
  own.alloc = [...node.alloc]
  own.count = node.count
  sorter.leaves.set(clientPath, own)
  if (wasActive) {
    node.idle.pop()
    node.children.push(own)
    own.active = true
  }
}

/** Adds an inactive client. O(depth × siblings). */
export function addClient(sorter: Sorter, client: string, tag: number): void {
  assert(!sorter.leaves.has(client), `the sorter does not know ${client} yet`)
  const names = sorter.flat ? [client] : client.split('/')
  let node = sorter.root
  for (let i = 0; i < names.length; i += 1) {
    if (node.leaf) makeInner(sorter, node)
    const name = names[i] as string
    const child = childNamed(node, name)
    const last = i === names.length - 1
    if (child === undefined) node = attach(sorter, node, name, last, tag)
    else node = last ? attach(sorter, child, '.', true, tag) : child
  }
  sorter.leaves.set(client, node)
  sorter.dirty = true
}

function subtractFrom(node: SorterNode, amounts: readonly number[]): void {
  for (let s = 0; s < amounts.length; s += 1) node.alloc[s] = (node.alloc[s] ?? 0) - (amounts[s] as number)
}

/** An inner node that is left with its virtual leaf alone becomes a leaf again; it keeps its own count, that of the subtree. */
function collapse(sorter: Sorter, node: SorterNode): void {
  const only = node.children[0] ?? node.idle[0]
  if (only === undefined || node.children.length + node.idle.length !== 1 || only.name !== '.') return
  const parent = must(node.parent, 'the root has no virtual leaf')
  node.leaf = true
  node.active = only.active
  node.tag = only.tag
  node.children = []
  node.idle = []
  sorter.leaves.set(node.path, node)
  if (!node.active) {
    parent.children.splice(parent.children.indexOf(node), 1)
    parent.idle.push(node)
  }
}

/** The leaf of a client, which is there. */
function leafOf(sorter: Sorter, client: string): SorterNode {
  const leaf = sorter.leaves.get(client)
  // The sentence is put together only where it is said: the hot path comes here twice with each grant.
  if (leaf === undefined) assert(false, `the sorter knows ${client}`)
  return leaf
}

/** Removes a client with its allocation; inner nodes that nobody needs go too. */
export function removeClient(sorter: Sorter, client: string): void {
  const leaf = leafOf(sorter, client)
  sorter.leaves.delete(client)
  const amounts = leaf.alloc
  let node: SorterNode = leaf
  while (node.parent !== null) {
    const parent: SorterNode = node.parent
    subtractFrom(parent, amounts)
    if (node.children.length + node.idle.length === 0) detach(node)
    else collapse(sorter, node)
    node = parent
  }
  sorter.dirty = true
}

export function activate(sorter: Sorter, client: string): void {
  const leaf = leafOf(sorter, client)
  if (leaf.active) return
  detach(leaf)
  leaf.active = true
  must(leaf.parent, 'a leaf has a parent').children.push(leaf)
  sorter.dirty = true
}

export function deactivate(sorter: Sorter, client: string): void {
  const leaf = leafOf(sorter, client)
  if (!leaf.active) return
  detach(leaf)
  leaf.active = false
  must(leaf.parent, 'a leaf has a parent').idle.push(leaf)
  sorter.stale = true
}

/** Sets the weight of a client or of a subtree, there yet or not. */
export function setWeight(sorter: Sorter, path: string, weight: number): void {
  sorter.weights.set(path, weight)
  sorter.dirty = true
  const node = nodeAt(sorter, path)
  if (node) node.weight = weight
}

function nodeAt(sorter: Sorter, path: string): SorterNode | undefined {
  let node: SorterNode | undefined = sorter.root
  for (const name of path.split('/')) node = node && childNamed(node, name)
  return node
}

/**
 * Dominant share: the largest fraction of any one counted scalar of the whole cluster, divided by the weight.
 * Columns that the cluster lacks are skipped. The doubles and the order of the divisions are those of Mesos, so
 * that ties are its ties. Source: sorter.cpp, calculateShare.
 */
export function shareOf(totals: ClusterTotals, alloc: readonly number[], weight: number): number {
  const { milli, counted } = totals
  let share = 0
  for (let s = 0; s < milli.length; s += 1) {
    const total = milli[s] as number
    if (total <= 0 || !counted[s]) continue
    const fraction = (alloc[s] ?? 0) / 1000 / (total / 1000)
    if (fraction > share) share = fraction
  }
  return share / weight
}

/** The column that makes the dominant share, or -1 where the share is 0. */
export function dominantColumn(totals: ClusterTotals, alloc: readonly number[]): number {
  let best = -1
  let share = 0
  for (let s = 0; s < totals.milli.length; s += 1) {
    const total = totals.milli[s] as number
    if (total <= 0 || !totals.counted[s]) continue
    const fraction = (alloc[s] ?? 0) / 1000 / (total / 1000)
    if (fraction > share) {
      share = fraction
      best = s
    }
  }
  return best
}

/** Smaller share, then fewer grants, then the smaller path in byte order. Source: sorter.hpp, compareDRF. */
export function compareNodes(a: SorterNode, b: SorterNode): number {
  if (a.share !== b.share) return a.share < b.share ? -1 : 1
  if (a.count !== b.count) return a.count < b.count ? -1 : 1
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0
}

function sortTree(sorter: Sorter, node: SorterNode): void {
  for (const child of node.children) child.share = shareOf(sorter.totals, child.alloc, child.weight)
  node.children.sort(compareNodes)
  for (const child of node.children) if (!child.leaf) sortTree(sorter, child)
}

function isDirty(sorter: Sorter): boolean {
  return sorter.dirty || sorter.sortedFor !== sorter.totals.version
}

/** Writes the tags behind the first `count` that are listed already; gives how many there are then. */
function listLeaves(node: SorterNode, order: number[], count: number): number {
  let listed = count
  for (const child of node.children) {
    if (child.leaf) {
      order[listed] = child.tag
      listed += 1
    } else listed = listLeaves(child, order, listed)
  }
  return listed
}

/** Sorts what changed. O(n log n) when dirty, else O(1). */
export function refresh(sorter: Sorter): void {
  if (!isDirty(sorter)) return
  sortTree(sorter, sorter.root)
  sorter.dirty = false
  sorter.sortedFor = sorter.totals.version
  sorter.stale = true
}

/**
 * The tags of the active clients, first to be served first. The list belongs to the sorter: it stays as it is until the
 * next call, whatever is allocated meanwhile.
 */
export function sortedTags(sorter: Sorter): readonly number[] {
  refresh(sorter)
  if (sorter.stale) {
    // Over the old ones: an emptied list would be allocated anew with each grant.
    const count = listLeaves(sorter.root, sorter.order, 0)
    if (count < sorter.order.length) sorter.order.length = count
    sorter.stale = false
  }
  return sorter.order
}

/**
 * The active clients of a flat sorter, first to be served first. The list is live: a client that is given something
 * moves back in it (its share never falls, its count grows), and those behind it move up.
 */
export function liveOrder(sorter: Sorter): readonly SorterNode[] {
  assert(sorter.flat, 'only a flat sorter has its order in one list')
  refresh(sorter)
  return sorter.root.children
}

/** First index in [low, high) whose node does not come before `node`, or `high`. */
function lowerBound(children: readonly SorterNode[], node: SorterNode, low: number, high: number): number {
  while (low < high) {
    const mid = (low + high) >> 1
    if (compareNodes(children[mid] as SorterNode, node) < 0) low = mid + 1
    else high = mid
  }
  return low
}

/**
 * Gives the node its new share and count, and moves it to its place among its sorted siblings: back, as neither falls.
 * `guess` is where it may be now.
 */
function reposition(children: SorterNode[], node: SorterNode, share: number, guess: number): void {
  let at = children[guess] === node ? guess : lowerBound(children, node, 0, children.length)
  assert(children[at] === node, 'a sorted node is found where its share puts it')
  assert(share >= node.share, 'what is given makes no share smaller')
  node.share = share
  node.count += 1
  const to = lowerBound(children, node, at + 1, children.length) - 1
  for (; at < to; at += 1) children[at] = children[at + 1] as SorterNode
  children[to] = node
}

/**
 * Resources of one agent were given to a client: one more to the count of the client and of every subtree it is in. A
 * sorted tree stays sorted. O(siblings). `guess`: where the client may stand among its siblings.
 * Source: sorter.cpp, allocated.
 */
export function allocated(sorter: Sorter, client: string, amounts: ArrayLike<number>, guess = 0): void {
  const sorted = !isDirty(sorter)
  let node: SorterNode | null = leafOf(sorter, client)
  while (node !== null) {
    for (let s = 0; s < amounts.length; s += 1) node.alloc[s] = (node.alloc[s] ?? 0) + (amounts[s] as number)
    const inOrder: boolean = !node.leaf || node.active
    if (sorted && inOrder && node.parent !== null) {
      reposition(node.parent.children, node, shareOf(sorter.totals, node.alloc, node.weight), guess)
    } else {
      node.count += 1
    }
    node = node.parent
  }
  sorter.stale = true
}

/** Resources came back from a client; counts stay. */
export function unallocated(sorter: Sorter, client: string, amounts: ArrayLike<number>): void {
  let node: SorterNode | null = leafOf(sorter, client)
  while (node !== null) {
    for (let s = 0; s < amounts.length; s += 1) node.alloc[s] = (node.alloc[s] ?? 0) - (amounts[s] as number)
    node = node.parent
  }
  sorter.dirty = true
}

/** A part of a client's allocation becomes something else; counts stay. Source: sorter.cpp, update. */
export function reallocated(sorter: Sorter, client: string, from: ArrayLike<number>, to: ArrayLike<number>): void {
  unallocated(sorter, client, from)
  const added: number[] = []
  for (let s = 0; s < to.length; s += 1) added.push(-(to[s] as number))
  unallocated(sorter, client, added)
}
