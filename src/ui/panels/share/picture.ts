/**
 * What is seen of the diagram as a picture that stands alone: the drawing with its looks written out, the lane heads as
 * rectangles and texts. Nothing of the page's style sheets is needed to show it.
 */

const SVG = 'http://www.w3.org/2000/svg'
/** Room for an ellipsis, in sizes of its font. */
const ELLIPSIS_EM = 0.8
/** Looks that a style sheet gives to shapes and texts, and that children have from their parents. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
  'letter-spacing',
  'paint-order',
  'visibility',
] as const

export interface Picture {
  readonly svg: string
  readonly width: number
  readonly height: number
}

/** The diagram's own element, and with it the heads beside the drawing. */
function diagramElement(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[role=application]')?.parentElement ?? null
}

function made(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}

/** Copies an element of the drawing with the looks that it does not have from its parent; null where it is not shown. */
function copied(source: Element, parent: CSSStyleDeclaration | null): Element | null {
  const looks = getComputedStyle(source)
  if (looks.display === 'none') return null
  const copy = source.cloneNode(false) as Element
  copy.removeAttribute('class')
  copy.removeAttribute('style')
  for (const name of LOOKS) {
    const value = looks.getPropertyValue(name)
    if (value !== '' && value !== parent?.getPropertyValue(name)) copy.setAttribute(name, value.replaceAll('"', "'"))
  }
  if (looks.opacity !== '1') copy.setAttribute('opacity', looks.opacity)
  else copy.removeAttribute('opacity')
  const moved = source instanceof SVGGraphicsElement && !(source instanceof SVGSVGElement)
  if (moved && looks.transform !== 'none') copy.setAttribute('transform', looks.transform)
  for (const child of source.childNodes) {
    const inner = child instanceof Element ? copied(child, looks) : child.cloneNode()
    if (inner) copy.append(inner)
  }
  return copy
}

function isClear(colour: string): boolean {
  return colour === 'transparent' || /[,/] ?0\)$/.test(colour)
}

/** Ground and texts of an HTML element and of all within it, at their places. */
function painted(element: Element, origin: DOMRect, into: SVGElement): void {
  const looks = getComputedStyle(element)
  if (looks.display === 'none' || looks.visibility === 'hidden') return
  const box = element.getBoundingClientRect()
  if (!isClear(looks.backgroundColor) && box.width > 0) {
    const [x, y] = [box.left - origin.left, box.top - origin.top]
    const rx = Math.min(Number.parseFloat(looks.borderTopLeftRadius) || 0, box.height / 2)
    into.append(made('rect', { x, y, width: box.width, height: box.height, rx, fill: looks.backgroundColor }))
  }
  for (const child of element.childNodes) {
    if (child instanceof Text) writeText(child, looks, origin, into)
    else if (child instanceof Element && !(child instanceof SVGElement)) painted(child, origin, into)
  }
}

/** Where the boxes around a text cut it off, px of the window. */
function edgeOf(node: Text): number {
  let edge = Number.POSITIVE_INFINITY
  for (let at = node.parentElement; at; at = at.parentElement) {
    if (getComputedStyle(at).overflowX !== 'visible') edge = Math.min(edge, at.getBoundingClientRect().right)
  }
  return edge
}

/** The range's text as far as there is room for it, with an ellipsis where it was cut; the range ends there too. */
function fitting(range: Range, looks: CSSStyleDeclaration, edge: number): string {
  const whole = range.toString()
  if (range.getBoundingClientRect().right <= edge + 1) return whole
  const last = edge - Number.parseFloat(looks.fontSize) * ELLIPSIS_EM
  const { startOffset, endContainer } = range
  let { endOffset } = range
  while (endOffset > startOffset && range.getBoundingClientRect().right > last) {
    endOffset -= 1
    range.setEnd(endContainer, endOffset)
  }
  const kept = range.toString().trimEnd()
  return kept === '' ? '' : `${kept}…`
}

function writeText(node: Text, looks: CSSStyleDeclaration, origin: DOMRect, into: SVGElement): void {
  if (node.data.trim() === '') return
  const range = document.createRange()
  // Blanks around a text take room of their own: the text begins behind them.
  range.setStart(node, node.data.length - node.data.trimStart().length)
  range.setEnd(node, node.data.trimEnd().length)
  const text = fitting(range, looks, edgeOf(node))
  const box = range.getBoundingClientRect()
  if (text === '' || box.width === 0) return
  const element = made('text', {
    x: box.left - origin.left,
    y: box.top - origin.top + box.height / 2,
    fill: looks.color,
    'font-family': looks.fontFamily.replaceAll('"', "'"),
    'font-size': looks.fontSize,
    'font-weight': looks.fontWeight,
    'dominant-baseline': 'central',
  })
  element.textContent = text
  into.append(element)
}

/** The first ground behind an element that is not clear. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at)
    if (!isClear(backgroundColor)) return backgroundColor
  }
  return 'white'
}

/** The present drawing, as large as it is seen; null where there is none. */
export function pictureOfDiagram(cut: Cut | null = null): Picture | null {
  const root = diagramElement()
  return root ? pictureOf(root, cut) : null
}

/** Does what reads the page's looks while they are those of paper. Nothing is painted in between. */
export function inLight<T>(read: () => T): T {
  const { dataset } = document.documentElement
  const before = dataset['theme']
  dataset['theme'] = 'light'
  try {
    return read()
  } finally {
    if (before === undefined) delete dataset['theme']
    else dataset['theme'] = before
  }
}

/** Cuts a picture off this far below the rule of now. */
interface Cut {
  readonly belowNow: number
}

function heightOf(root: HTMLElement, cut: Cut | null): number {
  const box = root.getBoundingClientRect()
  const ahead = cut === null ? null : root.querySelector('[data-ahead]')
  if (cut === null || ahead === null) return Math.round(box.height)
  return Math.round(Math.min(box.height, ahead.getBoundingClientRect().top - box.top + cut.belowNow))
}

/** A diagram by its outermost element: heads and drawing. */
export function pictureOf(root: HTMLElement, cut: Cut | null = null): Picture | null {
  const drawing = root.querySelector<SVGSVGElement>('[role=application] > svg')
  if (!drawing) return null
  const box = root.getBoundingClientRect()
  const place = drawing.getBoundingClientRect()
  const [width, height] = [Math.round(box.width), heightOf(root, cut)]
  const picture = made('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` })
  picture.append(made('rect', { width, height, fill: groundOf(root) }))
  const copy = copied(drawing, null)
  if (copy) {
    const at = { x: place.left - box.left, y: place.top - box.top, width: place.width, height: place.height }
    for (const [key, value] of Object.entries(at)) copy.setAttribute(key, String(value))
    picture.append(copy)
  }
  for (const child of root.children) if (child.getAttribute('role') !== 'application') painted(child, box, picture)
  return { svg: new XMLSerializer().serializeToString(picture), width, height }
}

/** Twice as fine as it is seen, where a canvas is allowed to be so large. */
const FINENESS = 2
const LONGEST_SIDE = 16_000

/** Draws the picture; rejects where the browser cannot. */
export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  const fineness = Math.min(FINENESS, LONGEST_SIDE / width, LONGEST_SIDE / height)
  canvas.width = Math.round(width * fineness)
  canvas.height = Math.round(height * fineness)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture cannot be drawn'))), 'image/png')
  })
}
