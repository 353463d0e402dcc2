/** Where a card stands beside what it speaks of: wholly in the window, and off its target where there is room. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Client coordinates, px. */
export interface Box extends Size {
  readonly left: number
  readonly top: number
}

const GAP = 12
const EDGE = 8

function within(value: number, size: number, room: number): number {
  return Math.max(EDGE, Math.min(value, room - size - EDGE))
}

/** Below the target, else above, right or left of it; in the middle where there is no target or no room beside it. */
export function placeOf(target: Box | null, card: Size, room: Size): { readonly left: number; readonly top: number } {
  const middle = { left: (room.width - card.width) / 2, top: (room.height - card.height) / 2 }
  if (!target)
    return { left: within(middle.left, card.width, room.width), top: within(middle.top, card.height, room.height) }
  const left = within(target.left + target.width / 2 - card.width / 2, card.width, room.width)
  const top = within(target.top + target.height / 2 - card.height / 2, card.height, room.height)
  const [right, bottom] = [target.left + target.width, target.top + target.height]
  const [needsX, needsY] = [card.width + GAP + EDGE, card.height + GAP + EDGE]
  if (room.height - bottom >= needsY) return { left, top: bottom + GAP }
  if (target.top >= needsY) return { left, top: target.top - GAP - card.height }
  if (room.width - right >= needsX) return { left: right + GAP, top }
  if (target.left >= needsX) return { left: target.left - GAP - card.width, top }
  return { left, top: within(room.height, card.height, room.height) }
}
