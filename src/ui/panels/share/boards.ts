/**
 * The storyboards of the branches, kept on this machine: a reload finds them again by the branch's scenario. The pictures
 * are packed; the oldest boards give way where they become too large.
 */
import { fromBase64url, toBase64url } from '#base/base64url.ts'
import { isPlainObject } from '#base/json.ts'
import { hashText } from '#base/rng.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { printScenario } from '#model/scenario/print.ts'
import type { App } from '#store/app.ts'
import { deflate, inflate } from '#store/deflate.ts'
import { currentBranch, type Branch } from '#store/session.ts'
import { createStore } from 'zustand/vanilla'
import { LONGEST_CAPTION, MOST_FRAMES, type Frame } from './storyboard.ts'

const KEY = 'mesoscope.storyboards'
const VERSION = 1
const MOST_BOARDS = 8
/** Of everything that is kept, in UTF-16 units; and of one picture unpacked, in bytes. */
const MOST_TEXT = 2_000_000
const LARGEST_PICTURE = 8_000_000

interface SavedFrame {
  readonly caption: string
  readonly ordinal: number
  readonly at: number
  readonly width: number
  readonly height: number
  /** The picture, deflated, as base64url. */
  readonly z: string
}

export interface SavedBoard {
  /** Of the branch's scenario. */
  readonly hash: number
  /** Of the scenario without its actions: an act that was not seen yet edits it in place. */
  readonly start?: number
  readonly base: string | null
  readonly branch: string
  readonly frames: readonly SavedFrame[]
}

/** Frames by the trace of their branch: an edit in place keeps the trace, another scenario brings its own. */
export const boards = createStore<{ readonly byTrace: ReadonlyMap<object, readonly Frame[]> }>(() => ({
  byTrace: new Map(),
}))

/** A frame as it is kept. */
export async function packed({ picture, caption, ordinal, at }: Frame): Promise<SavedFrame> {
  const { svg, width, height } = picture
  return { caption, ordinal, at, width, height, z: toBase64url(await deflate(new TextEncoder().encode(svg))) }
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < 20_000
}

/** A frame out of something unknown, or null. */
export async function unpacked(value: unknown): Promise<Frame | null> {
  if (!isPlainObject(value)) return null
  const { caption, ordinal, at, width, height, z } = value
  if (typeof caption !== 'string' || typeof z !== 'string' || !isSize(width) || !isSize(height)) return null
  if (!Number.isInteger(ordinal) || typeof at !== 'number') return null
  const bytes = fromBase64url(z)
  if (!bytes) return null
  try {
    const svg = new TextDecoder().decode(await inflate(bytes, LARGEST_PICTURE))
    if (!svg.startsWith('<svg')) return null
    return {
      picture: { svg, width, height },
      caption: caption.slice(0, LONGEST_CAPTION),
      ordinal: ordinal as number,
      at,
    }
  } catch {
    return null
  }
}

function isBoard(value: unknown): value is SavedBoard {
  return isPlainObject(value) && typeof value['hash'] === 'number' && Array.isArray(value['frames'])
}

export function readBoards({ getItem }: Pick<Storage, 'getItem'>): readonly SavedBoard[] {
  try {
    const value: unknown = JSON.parse(getItem(KEY) ?? 'null')
    const all = isPlainObject(value) && value['version'] === VERSION ? value['boards'] : []
    return Array.isArray(all) ? all.filter(isBoard).slice(0, MOST_BOARDS) : []
  } catch {
    return []
  }
}

/** The newest first; those that do not fit are left out. */
export function writeBoards(storage: Pick<Storage, 'setItem'>, all: readonly SavedBoard[]): void {
  const kept: SavedBoard[] = []
  let size = 0
  for (const board of all.slice(0, MOST_BOARDS)) {
    size += JSON.stringify(board).length
    if (size > MOST_TEXT) break
    kept.push(board)
  }
  try {
    storage.setItem(KEY, JSON.stringify({ version: VERSION, boards: kept }))
  } catch {
    // Storage is full or forbidden: the board lasts as long as the page.
  }
}

function hashOf(document: ScenarioDocument): number {
  return hashText(printScenario(document))
}

function startOf(document: ScenarioDocument): number {
  const { actions: _, untilMs: __, ...cluster } = document
  return hashOf(cluster)
}

/** The names by which a board of the branch is found again. */
export function boardNames(
  { document, id }: Pick<Branch, 'document' | 'id'>,
  base: string | null,
): Omit<SavedBoard, 'frames'> {
  return { hash: hashOf(document), start: startOf(document), base, branch: id }
}

/** The board of the branch: by its scenario, else by the branch's name within the same built-in scenario or cluster. */
export function boardOf(all: readonly SavedBoard[], names: Omit<SavedBoard, 'frames'>): SavedBoard | undefined {
  const { hash, start, base, branch } = names
  const near = (board: SavedBoard): boolean =>
    board.branch === branch && board.base === base && (base !== null || board.start === start)
  return all.find((board) => board.hash === hash) ?? all.find(near)
}

function show(trace: object, frames: readonly Frame[]): void {
  boards.setState(({ byTrace }) => ({ byTrace: new Map(byTrace).set(trace, frames) }))
}

/** Reads what was kept of the branch on the screen, once. */
export async function loadBoard({ store, opener }: App): Promise<void> {
  const session = store.getState()
  const branch = currentBranch(session)
  const { trace } = branch
  if (boards.getState().byTrace.has(trace)) return
  const { storage } = opener
  const saved = boardOf(readBoards({ getItem: (key) => storage.getItem(key) }), boardNames(branch, session.base))
  const frames = await Promise.all((saved?.frames ?? []).slice(0, MOST_FRAMES).map(unpacked))
  if (!boards.getState().byTrace.has(trace))
    show(
      trace,
      frames.filter((frame) => frame !== null),
    )
}

let writing: Promise<void> = Promise.resolve()

/** The frames of the branch on the screen are these now; they are kept one write after the other. */
export function setBoard({ store, opener }: App, frames: readonly Frame[]): void {
  const session = store.getState()
  const branch = currentBranch(session)
  show(branch.trace, frames)
  const { storage } = opener
  writing = writing.then(async () => {
    const names = boardNames(branch, session.base)
    const board: SavedBoard = { ...names, frames: await Promise.all(frames.map(packed)) }
    const all = readBoards({ getItem: (key) => storage.getItem(key) })
    const before = boardOf(all, names)
    const others = all.filter((one) => one !== before)
    writeBoards({ setItem: (key, text) => storage.setItem(key, text) }, frames.length > 0 ? [board, ...others] : others)
  })
}
