/** Markers of a branch: moments that the reader named. Where the run was changed since, a marker means its time. */
import type { TraceStore } from '#model/trace/store.ts'
import { currentBranch, type Branch, type Cursor, type Marker, type Session } from './session.ts'

/** More of them would not be found again, nor fit a link. */
export const MOST_MARKERS = 50
export const LONGEST_NAME = 60

/** Where a marker's moment is in a run: its record, or the last one at its time where the run has another past. */
export function momentOf(trace: TraceStore, { ordinal, at }: Marker): Cursor {
  const same = ordinal < 0 || trace.at[ordinal] === at
  return same ? { ordinal, at } : { ordinal: trace.count === 0 ? -1 : trace.ordinalAt(at), at }
}

/** Ascending by moment. */
function sorted(markers: readonly Marker[]): readonly Marker[] {
  return markers.toSorted((a, b) => a.at - b.at || a.ordinal - b.ordinal)
}

export function markersOf(session: Session): readonly Marker[] {
  return session.order.length === 0 ? [] : currentBranch(session).markers
}

/** The marker at the very moment of the cursor, or null. */
export function markerHere(session: Session): Marker | null {
  const { ordinal } = session.cursor
  return markersOf(session).find((marker) => marker.ordinal === ordinal) ?? null
}

/** With one more at the cursor; the same where there is one already, or there are too many. */
export function withMarker({ markers }: Branch, cursor: Cursor, name = ''): readonly Marker[] {
  const { ordinal } = cursor
  if (markers.length >= MOST_MARKERS || markers.some((marker) => marker.ordinal === ordinal)) return markers
  return sorted([...markers, { ordinal, at: Math.floor(cursor.at), name: name.slice(0, LONGEST_NAME) }])
}

export function withName(markers: readonly Marker[], ordinal: number, name: string): readonly Marker[] {
  const kept = name.slice(0, LONGEST_NAME)
  return markers.map((marker) => (marker.ordinal === ordinal ? { ...marker, name: kept } : marker))
}

export function without(markers: readonly Marker[], ordinal: number): readonly Marker[] {
  return markers.filter((marker) => marker.ordinal !== ordinal)
}

/** The next marker after the cursor, or the last before it; null where there is none. */
export function neighbour(session: Session, by: 1 | -1): Marker | null {
  const { ordinal } = session.cursor
  const { trace } = currentBranch(session)
  const markers = markersOf(session).map((marker) => ({ marker, ordinal: momentOf(trace, marker).ordinal }))
  const found = by === 1 ? markers.find((m) => m.ordinal > ordinal) : markers.findLast((m) => m.ordinal < ordinal)
  return found?.marker ?? null
}

/** The part that the markers around the cursor enclose; from the only one to the cursor. Null: there is no such part. */
export function markedSpan(session: Session): readonly [Cursor, Cursor] | null {
  const { trace } = currentBranch(session)
  const { cursor } = session
  const moments = markersOf(session).map((marker) => momentOf(trace, marker))
  if (moments.length === 0) return null
  if (moments.length === 1) return spanOf(moments[0] as Cursor, cursor)
  const before = moments.findLastIndex(({ ordinal }) => ordinal <= cursor.ordinal)
  const first = Math.min(Math.max(0, before), moments.length - 2)
  return spanOf(moments[first] as Cursor, moments[first + 1] as Cursor)
}

function spanOf(a: Cursor, b: Cursor): readonly [Cursor, Cursor] | null {
  if (a.ordinal === b.ordinal) return null
  return a.ordinal < b.ordinal ? [a, b] : [b, a]
}

/** Both, one to a moment; the later list's names win. */
export function joined(markers: readonly Marker[], more: readonly Marker[]): readonly Marker[] {
  const others = markers.filter(({ ordinal }) => more.every((marker) => marker.ordinal !== ordinal))
  return sorted([...others, ...more]).slice(0, MOST_MARKERS)
}

/** Longest text of markers in a link. Source: `model/link/keys.ts`. */
const LONGEST_TEXT = 2000

/** As a link holds them: `37@12104:name`, joined by `~`, as many as fit. Names lose what separates. */
export function markersText(markers: readonly Marker[]): string {
  let text = ''
  for (const { ordinal, at, name } of markers) {
    const more = `${text === '' ? '' : '~'}${ordinal}@${at}:${name.replaceAll('~', '-')}`
    if (text.length + more.length > LONGEST_TEXT) break
    text += more
  }
  return text
}

/** What is no marker is left out. */
export function markersIn(text: string | undefined): readonly Marker[] {
  const found = (text ?? '').split('~').flatMap((part): Marker[] => {
    const match = /^(-1|\d{1,9})@(\d{1,12}):(.*)$/.exec(part)
    return match
      ? [{ ordinal: Number(match[1]), at: Number(match[2]), name: (match[3] as string).slice(0, LONGEST_NAME) }]
      : []
  })
  return sorted(found).slice(0, MOST_MARKERS)
}
