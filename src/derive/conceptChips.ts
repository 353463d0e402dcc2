/** Where the words of flying messages stand in the concept figure: beside their way, apart from one another, off the boxes where it can be. */
import type { Rect } from './conceptLayout.ts'

export interface ChipWish {
  readonly key: number
  /** Where the message is. */
  readonly x: number
  readonly y: number
  /** Its direction, of length 1. */
  readonly ux: number
  readonly uy: number
  readonly width: number
  /** Told beside what is newer: left out where it would stand away from its way. */
  readonly modest: boolean
}

export interface Chip {
  readonly key: number
  readonly left: number
  readonly top: number
}

export const CHIP_PX = 26
const AWAY = 13
const STEP = CHIP_PX + 4

const NEAR = [0] as const
const FAR = [0, STEP, 2 * STEP, 3 * STEP] as const

interface Room {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Rect[]
}

/** In order of importance: what comes later and finds no place is left out. */
export function placedChips(wishes: readonly ChipWish[], room: Room): Chip[] {
  const taken: Rect[] = []
  const chips: Chip[] = []
  for (const wish of wishes) {
    const free = candidates(wish, room, wish.modest ? NEAR : FAR).filter((rect) =>
      taken.every((other) => !meets(rect, other)),
    )
    const clear = free.find((rect) => room.boxes.every((box) => !meets(rect, box)))
    const found = clear ?? (wish.modest ? undefined : free[0])
    if (!found) continue
    taken.push(found)
    chips.push({ key: wish.key, left: found.x, top: found.y })
  }
  return chips
}

/** To the right of its direction first, then to the left, then further off. */
function candidates({ x, y, ux, uy, width }: ChipWish, room: Room, steps: readonly number[]): Rect[] {
  const upright = Math.abs(uy) > Math.abs(ux)
  const away = (side: number, more: number): Rect => {
    const distance = AWAY + (upright ? width : CHIP_PX) / 2
    const cx = x - uy * side * distance
    const cy = y + ux * side * (distance + more) + (upright ? more * Math.sign(side) : 0)
    return within({ x: cx - width / 2, y: cy - CHIP_PX / 2, width, height: CHIP_PX }, room)
  }
  return steps.flatMap((more) => [away(1, more), away(-1, more)])
}

function within(rect: Rect, { width, height }: Room): Rect {
  return {
    ...rect,
    x: Math.min(Math.max(4, rect.x), Math.max(4, width - rect.width - 4)),
    y: Math.min(Math.max(2, rect.y), Math.max(2, height - rect.height - 2)),
  }
}

export function meets(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
