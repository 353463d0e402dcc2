/** Moments that the reader chose, kept as pictures until the page is left, and put together into one. */
import { createStore } from 'zustand/vanilla'
import type { Picture } from './picture.ts'

export interface Frame {
  readonly picture: Picture
  readonly caption: string
}

/** More make a picture that few programs open. */
export const MOST_FRAMES = 24

export const storyboard = createStore<{ readonly frames: readonly Frame[] }>(() => ({ frames: [] }))

export function addFrame(frame: Frame): void {
  storyboard.setState(({ frames }) => ({ frames: [...frames, frame].slice(-MOST_FRAMES) }))
}

export function clearFrames(): void {
  storyboard.setState({ frames: [] })
}

const GAP = 24
const CAPTION = 40

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
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
  const width = Math.max(0, ...frames.map(({ picture }) => picture.width)) + 2 * GAP
  let y = GAP
  const parts = frames.map(({ picture, caption }, n) => {
    const title = `<text x="${GAP}" y="${y + CAPTION / 2}" font-family="system-ui, sans-serif" font-size="16" fill="#1b2230">${escaped(`${n + 1}. ${caption}`)}</text>`
    const inner = `<g transform="translate(${GAP} ${y + CAPTION})">${ownIds(picture.svg, n)}</g>`
    y += CAPTION + picture.height + GAP
    return title + inner
  })
  const ground = `<rect width="${width}" height="${y}" fill="#ffffff"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}">${ground}${parts.join('')}</svg>`
  return { svg, width, height: y }
}
