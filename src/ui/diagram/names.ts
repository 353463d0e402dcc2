/**
 * The parallel list: an element with a role and a name over each message in view. Screen readers, the keyboard's focus
 * (`aria-activedescendant`) and tests speak to it; the drawing itself has no roles.
 */
import type { Arrow, FoldCard, Scene } from '#derive/geometry.ts'
import styles from './diagram.module.css'
import type { DiagramWords } from './types.ts'

/** Most elements of the list: those nearest to the cursor. */
const MOST_NAMES = 120

export interface Looking {
  readonly scene: Scene
  readonly words: DiagramWords
  readonly top: number
  readonly left: number
  readonly height: number
  readonly selection: number | null
}

interface NameNode {
  readonly element: HTMLElement
}

export class Names {
  private readonly nodes: NameNode[] = []
  private readonly list: HTMLElement
  private readonly prefix: string

  /** `parent` is empty: the list is made inside it. */
  constructor(parent: HTMLElement, prefix: string) {
    this.list = parent.ownerDocument.createElement('div')
    this.list.setAttribute('role', 'listbox')
    this.prefix = prefix
    parent.append(this.list)
  }

  /** Draws the list anew; gives the id of the selected element, or null where it is not in view. */
  draw(looking: Looking): string | null {
    const shown = [...foldsInView(looking), ...messagesInView(looking)].toSorted((a, b) => a.y0 - b.y0)
    set(this.list, 'aria-label', looking.words.drawn)
    this.list.hidden = shown.length === 0
    let selected: string | null = null
    shown.forEach((named, i) => {
      const id = `${this.prefix}${named.id}`
      if (named.selected) selected = id
      put(this.node(i).element, named, looking, id)
    })
    for (let i = shown.length; i < this.nodes.length; i += 1) {
      const { element } = this.nodes[i] as NameNode
      if (element.parentNode) element.remove()
    }
    return selected
  }

  private node(i: number): NameNode {
    let node = this.nodes[i]
    if (!node) {
      const element = this.list.ownerDocument.createElement('div')
      element.className = styles.name ?? ''
      element.setAttribute('role', 'option')
      node = { element }
      this.nodes.push(node)
    }
    if (!node.element.parentNode) this.list.append(node.element)
    return node
  }
}

interface Named {
  readonly id: string
  readonly label: string
  readonly ordinal: number
  readonly phase: string
  readonly selected: boolean
  readonly x0: number
  readonly x1: number
  readonly y0: number
  readonly y1: number
}

function messagesInView({ scene, words, top, height, selection }: Looking): Named[] {
  const bottom = top + height
  const seen = scene.arrows.filter(({ y0, y1, stub }) => !stub && y1 >= top && y0 <= bottom)
  const distance = ({ y0, y1 }: Arrow): number => Math.abs((y0 + y1) / 2 - scene.nowY)
  const near =
    seen.length <= MOST_NAMES ? seen : seen.toSorted((a, b) => distance(a) - distance(b)).slice(0, MOST_NAMES)
  return near.map((arrow) => {
    const name = words.messageName(arrow)
    const phase = words.phase(arrow.phase)
    return {
      id: `m${arrow.key}`,
      label: phase === '' ? name : `${name}, ${phase}`,
      ordinal: arrow.sent,
      phase: arrow.phase,
      selected: arrow.sent === selection,
      x0: Math.min(arrow.x0, arrow.x1),
      x1: Math.max(arrow.x0, arrow.x1),
      y0: arrow.y0,
      y1: arrow.y1,
    }
  })
}

function foldLabel(
  words: DiagramWords,
  { looks, points, done, ms, equal }: Pick<FoldCard, 'looks' | 'points' | 'done' | 'ms' | 'equal'>,
): string {
  if (equal !== undefined && words.equal) return words.equal(equal)
  return looks.length > 0 || !points[0] ? words.foldName(looks, done, ms) : `${words.point(points[0])} × ${done}`
}

function foldsInView({ scene, words, top, height, selection }: Looking): Named[] {
  return scene.folds
    .filter(({ y0, y1 }) => y1 >= top && y0 <= top + height)
    .map(({ ordinal, looks, points, done, ms, equal, x0, x1, y0, y1 }) => ({
      id: `f${ordinal}`,
      label: foldLabel(words, { looks, points, done, ms, equal }),
      ordinal,
      phase: 'folded',
      selected: ordinal === selection,
      x0,
      x1,
      y0,
      y1,
    }))
}

function put(element: HTMLElement, named: Named, { top, left }: Looking, id: string): void {
  set(element, 'id', id)
  set(element, 'aria-label', named.label)
  set(element, 'aria-selected', String(named.selected))
  set(element, 'data-ordinal', String(named.ordinal))
  set(element, 'data-phase', named.phase)
  const place = [
    `left:${(named.x0 - left).toFixed(0)}px`,
    `top:${(named.y0 - top).toFixed(0)}px`,
    `width:${(named.x1 - named.x0).toFixed(0)}px`,
    `height:${Math.max(4, named.y1 - named.y0).toFixed(0)}px`,
  ]
  set(element, 'style', place.join(';'))
}

function set(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
