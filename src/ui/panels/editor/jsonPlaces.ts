/** Where things stand in JSON text, through the editor's own syntax tree: it reads broken text too. */
import type { EditorState } from '@codemirror/state'
import { ensureSyntaxTree } from '@codemirror/language'

/** What we need of a node; the tree's own type is not ours to name. */
interface Node {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly parent: Node | null
  readonly firstChild: Node | null
  readonly nextSibling: Node | null
}

/** Longest wait for the reading of a text, ms. */
const PATIENCE_MS = 200

const VALUES = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null'])

function children(node: Node): readonly Node[] {
  const list: Node[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) list.push(child)
  return list
}

function valuesOf(node: Node): readonly Node[] {
  return children(node).filter(({ name }) => VALUES.has(name))
}

function textOf(state: EditorState, { from, to }: Node): string {
  const raw = state.sliceDoc(from, to)
  try {
    return String(JSON.parse(raw))
  } catch {
    return raw.replaceAll('"', '')
  }
}

function keyOf(state: EditorState, property: Node): string {
  const name = children(property).find((child) => child.name === 'PropertyName')
  return name ? textOf(state, name) : ''
}

function rootOf(state: EditorState): Node | null {
  const tree = ensureSyntaxTree(state, state.doc.length, PATIENCE_MS)
  return tree ? (valuesOf(tree.topNode as Node)[0] ?? null) : null
}

function childAt(state: EditorState, node: Node, part: string): Node | null {
  if (node.name === 'Array') return valuesOf(node)[Number(part)] ?? null
  const property = children(node).find((child) => child.name === 'Property' && keyOf(state, child) === part)
  return property ?? null
}

/** The text that a JSON pointer means; where it is not there, the nearest that holds it. */
export function rangeOf(state: EditorState, pointer: string): { readonly from: number; readonly to: number } {
  let node = rootOf(state)
  if (!node) return { from: 0, to: Math.min(1, state.doc.length) }
  let found: Node = node
  for (const raw of pointer.split('/').slice(1)) {
    if (raw === '') break
    const part = raw.replaceAll('~1', '/').replaceAll('~0', '~')
    const child: Node | null = node ? childAt(state, node, part) : null
    if (!child) break
    found = child
    node = child.name === 'Property' ? (valuesOf(child)[0] ?? null) : child
  }
  const isOpen = found.name === 'Object' || found.name === 'Array'
  return { from: found.from, to: isOpen ? Math.min(found.from + 1, state.doc.length) : found.to }
}

/** What the cursor stands in. */
export interface JsonPlace {
  /** Keys and indices down to the value, or to the object whose key is being written. */
  readonly path: readonly string[]
  readonly what: 'key' | 'value'
  /** Where the word begins that a completion replaces. */
  readonly from: number
  readonly to: number
  /** Keys that the object has already. */
  readonly present: readonly string[]
}

function pathTo(state: EditorState, node: Node): readonly string[] {
  const path: string[] = []
  for (let at: Node = node; at.parent; at = at.parent) {
    const { parent } = at
    if (at.name === 'Property') path.unshift(keyOf(state, at))
    else if (parent.name === 'Array' && VALUES.has(at.name)) {
      path.unshift(String(valuesOf(parent).findIndex(({ from }) => from === at.from)))
    }
  }
  return path
}

function keysIn(state: EditorState, node: Node): readonly string[] {
  return children(node)
    .filter(({ name }) => name === 'Property')
    .map((property) => keyOf(state, property))
}

/** Where a position stands, or null where nothing can be completed. */
export function placeAt(state: EditorState, pos: number): JsonPlace | null {
  const tree = ensureSyntaxTree(state, state.doc.length, PATIENCE_MS)
  if (!tree) return null
  const inner = tree.resolveInner(pos, -1) as Node
  const word = inner.name === 'PropertyName' || inner.name === 'String'
  const [from, to] = word ? [inner.from, Math.max(pos, inner.to)] : [wordStart(state, pos), pos]
  if (inner.name === 'PropertyName') {
    const object = inner.parent?.parent
    return object ? { path: pathTo(state, object), what: 'key', from, to, present: keysIn(state, object) } : null
  }
  for (let at: Node | null = inner; at; at = at.parent) {
    if (at.name === 'Property') {
      const hasColon = state.sliceDoc(at.from, pos).includes(':')
      if (hasColon) return { path: pathTo(state, at), what: 'value', from, to, present: [] }
    }
    if (at.name === 'Array') {
      const index = valuesOf(at).filter((value) => value.to < pos).length
      return { path: [...pathTo(state, at), String(index)], what: 'value', from, to, present: [] }
    }
    if (at.name === 'Object') {
      return { path: pathTo(state, at), what: 'key', from, to, present: keysIn(state, at) }
    }
  }
  return null
}

function wordStart(state: EditorState, pos: number): number {
  const line = state.doc.lineAt(pos)
  const before = /["\w]*$/.exec(state.sliceDoc(line.from, pos))
  return pos - (before?.[0].length ?? 0)
}
