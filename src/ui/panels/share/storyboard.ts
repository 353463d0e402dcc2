/** Moments that the reader chose, as pictures with captions, in an order of the reader's; put together into one picture. */
import type { Picture } from './picture.ts'

export interface Frame {
  readonly picture: Picture
  readonly caption: string
  /** Of the record that it shows, and its virtual ms: to go there again. */
  readonly ordinal: number
  readonly at: number
}

/** More make a picture that few programs open. */
export const MOST_FRAMES = 24
/** Letters of a caption. */
export const LONGEST_CAPTION = 300

/** With one more at the end; the oldest gives way where there are too many. */
export function withFrame(frames: readonly Frame[], frame: Frame): readonly Frame[] {
  return [...frames, frame].slice(-MOST_FRAMES)
}

export function withoutFrame(frames: readonly Frame[], n: number): readonly Frame[] {
  return frames.filter((_, k) => k !== n)
}

/** The nth one place earlier or later; the same where there is no such place. */
export function movedFrame(frames: readonly Frame[], n: number, by: 1 | -1): readonly Frame[] {
  const [one, other] = [frames[n], frames[n + by]]
  if (!one || !other) return frames
  return frames.with(n, other).with(n + by, one)
}

export function withCaption(frames: readonly Frame[], n: number, caption: string): readonly Frame[] {
  return frames.map((frame, k) => (k === n ? { ...frame, caption: caption.slice(0, LONGEST_CAPTION) } : frame))
}

const GAP = 24
const LINE = 22
/** Of a letter of the caption, and of one of a script without spaces. */
const LETTER = 8.2
const WIDE = 16.2

/** As XML text; letters that XML does not have are left out. */
function escaped(text: string): string {
  const known = [...text].filter((letter) => letter >= ' ' && letter !== '\uFFFE' && letter !== '\uFFFF').join('')
  return known.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
}

function sizeOf(letter: string): number {
  return /[\u2E80-\u9FFF\uAC00-\uD7FF\uFF00-\uFF60]/.test(letter) ? WIDE : LETTER
}

const UNSPACED = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/u
/** Stands at the end of a line rather than at the beginning of the next. */
const CLOSING = /[\u3001\u3002\u300b\u300d\u300f\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u201d\u2019]/u

/** Where a line that is one letter too long is broken: before that letter, or before the word that it ends. */
function breakOf(line: string): number {
  for (let end = line.length - 1; end > 0; end -= 1) {
    const [before, after] = [line[end - 1] as string, line[end] as string]
    if (after === ' ') return end
    if (before === ' ' && end > 1) return end - 1
    if ((UNSPACED.test(before) || UNSPACED.test(after)) && !CLOSING.test(after)) return end
  }
  return Math.max(1, line.length - ([...line].at(-1)?.length ?? 1))
}

/** A text as lines that fit, broken at a space or beside a letter of a script without spaces, where there is one. */
export function linesOf(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let size = 0
  for (const letter of text.replace(/\s+/g, ' ').trim()) {
    line += letter
    size += sizeOf(letter)
    if (size <= width) continue
    const end = breakOf(line)
    lines.push(line.slice(0, end))
    line = line.slice(end).trimStart()
    size = [...line].reduce((sum, one) => sum + sizeOf(one), 0)
  }
  return line === '' ? lines : [...lines, line]
}

/** Ids of patterns are told apart, frame by frame. */
function ownIds(svg: string, n: number): string {
  return svg.replace(
    /(\bid="|url\((?:'|&quot;)?#)([^"'&)]+)/g,
    (_, before: string, id: string) => `${before}f${n}-${id}`,
  )
}

/** One picture: the frames one below the other, each with its caption above it. */
export function storyboardPicture(frames: readonly Frame[]): Picture {
  const inner = Math.max(0, ...frames.map(({ picture }) => picture.width))
  const width = inner + 2 * GAP
  let y = GAP
  const parts = frames.map(({ picture, caption }, n) => {
    const lines = linesOf(`${n + 1}. ${caption}`, inner)
    const spans = lines.map((line, k) => `<tspan x="${GAP}" y="${y + 16 + k * LINE}">${escaped(line)}</tspan>`)
    const title = `<text font-family="system-ui, sans-serif" font-size="16" fill="#1b2230">${spans.join('')}</text>`
    y += lines.length * LINE + GAP / 2
    const drawn = `<g transform="translate(${GAP} ${y})">${ownIds(picture.svg, n)}</g>`
    y += picture.height + GAP
    return title + drawn
  })
  const ground = `<rect width="${width}" height="${y}" fill="#ffffff"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}">${ground}${parts.join('')}</svg>`
  return { svg, width, height: y }
}

/** For an image element: drawn apart, no script of it runs. */
export function imageUrl({ svg }: Picture): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
}
