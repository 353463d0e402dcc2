/**
 * Offers that a driver has passed on and whose answer it has not seen, with the address of their agents. A scheduler mostly
 * answers in the order in which it was told: then nothing is searched. Plain data. Source: sched.cpp, savedOffers.
 */
export interface SavedOffer {
  readonly id: string
  readonly slaveId: string
  /** Address of the agent. */
  readonly pid: string
}

export interface SavedOffers {
  /** Oldest first; null: answered. */
  entries: (SavedOffer | null)[]
  /** Place behind the one that was asked for last. */
  next: number
  size: number
}

export function makeSavedOffers(): SavedOffers {
  return { entries: [], next: 0, size: 0 }
}

export function saveOffer(saved: SavedOffers, offer: SavedOffer): void {
  saved.entries.push(offer)
  saved.size += 1
}

export function savedOffer(saved: SavedOffers, id: string): SavedOffer | null {
  return saved.entries[placeOf(saved, id)] ?? null
}

/** Nothing happens where it is not there. */
export function forgetOffer(saved: SavedOffers, id: string): void {
  const place = placeOf(saved, id)
  if (place < 0) return
  saved.entries[place] = null
  saved.size -= 1
  if (saved.size > 0 && 2 * saved.size + FEW > saved.entries.length) return
  saved.entries = saved.entries.filter((offer) => offer !== null)
  saved.next = 0
}

/** So many answered ones are kept among the others. */
const FEW = 64

/** From the last answer on, around to it. */
function placeOf(saved: SavedOffers, id: string): number {
  const { entries, next } = saved
  for (let k = 0; k < entries.length; k += 1) {
    const place = next + k < entries.length ? next + k : next + k - entries.length
    if (entries[place]?.id !== id) continue
    saved.next = place + 1
    return place
  }
  return -1
}
