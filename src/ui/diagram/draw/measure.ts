/** Widths of texts in the drawing's label font, measured once each. */
export type WidthOf = (text: string) => number

/** What a letter takes where nothing can be measured. */
const LETTER_PX = 6.3
const WIDE_LETTER_PX = 12
const MOST_KNOWN = 5000

export function estimatedWidth(text: string): number {
  let width = 0
  for (const letter of text) width += letter > '⺀' ? WIDE_LETTER_PX : LETTER_PX
  return width
}

/** The font of the labels within an element, as in CSS: larger in a presentation. */
export function labelFont(element: Element): string {
  const { fontFamily, fontSize } = getComputedStyle(element)
  return `500 ${fontSize || '12px'} ${fontFamily || 'sans-serif'}`
}

/** `font` as in CSS: `12px Arial`. Falls back to an estimate without a canvas. */
export function makeWidthOf(font: string): WidthOf {
  const context = typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d')
  if (!context) return estimatedWidth
  context.font = font
  const known = new Map<string, number>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size > MOST_KNOWN) known.clear()
    const width = context.measureText(text).width
    known.set(text, width)
    return width
  }
}
