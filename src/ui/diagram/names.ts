/**
 * The parallel list: an element with a role and a name over each message in view. Screen readers, the keyboard's focus
 * (`aria-activedescendant`) and tests speak to it; the drawing itself has no roles.
 */
import type { Arrow, Scene } from '#derive/geometry.ts'
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
  key: number
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

  /** Draws the list anew; gives the id of the selected message's element, or null where it is not in view. */
  draw(looking: Looking): string | null {
    const shown = inView(looking)
    set(this.list, 'aria-label', looking.words.drawn)
    this.list.hidden = shown.length === 0
    let selected: string | null = null
    shown.forEach((arrow, i) => {
      const node = this.node(i)
      const id = `${this.prefix}m${arrow.key}`
      const isSelected = arrow.sent === looking.selection
      if (isSelected) selected = id
      put(node.element, arrow, looking, id, isSelected)
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
      node = { element, key: -1 }
      this.nodes.push(node)
    }
    if (!node.element.parentNode) this.list.append(node.element)
    return node
  }
}

function inView({ scene, top, height }: Looking): readonly Arrow[] {
  const bottom = top + height
  const seen = scene.arrows.filter(({ y0, y1, stub }) => !stub && y1 >= top && y0 <= bottom)
  if (seen.length <= MOST_NAMES) return seen
  const distance = ({ y0, y1 }: Arrow): number => Math.abs((y0 + y1) / 2 - scene.nowY)
  return seen
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, MOST_NAMES)
    .toSorted((a, b) => a.y0 - b.y0)
}

function put(element: HTMLElement, arrow: Arrow, looking: Looking, id: string, selected: boolean): void {
  const { words, top, left } = looking
  const name = words.messageName(arrow)
  const phase = words.phase(arrow.phase)
  const label = phase === '' ? name : `${name}, ${phase}`
  set(element, 'id', id)
  set(element, 'aria-label', label)
  set(element, 'aria-selected', String(selected))
  set(element, 'data-ordinal', String(arrow.sent))
  set(element, 'data-phase', arrow.phase)
  const x = Math.min(arrow.x0, arrow.x1) - left
  const style = `left:${x.toFixed(0)}px;top:${(arrow.y0 - top).toFixed(0)}px;width:${Math.abs(arrow.x1 - arrow.x0).toFixed(0)}px;height:${Math.max(4, arrow.y1 - arrow.y0).toFixed(0)}px`
  set(element, 'style', style)
}

function set(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
