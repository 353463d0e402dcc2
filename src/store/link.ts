/** Links of the session: what a moment's link carries, and what somebody's link opens. */
import { TraceChecksums } from '#model/link/checksum.ts'
import { decodeLink } from '#model/link/decode.ts'
import { encodeLink } from '#model/link/encode.ts'
import { foundMoment, positionOf, reaches, type FoundMoment } from '#model/link/moment.ts'
import type { LinkCompared, LinkParts, LinkPosition, OpenedLink } from '#model/link/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { builtIn } from './builtIn.ts'
import { comparedBranch, comparing } from './comparing.ts'
import { deflate, inflate } from './deflate.ts'
import { linkViewOf } from './linkView.ts'
import { currentBranch, type Branch, type Session } from './session.ts'

export function decoded(fragment: string): Promise<OpenedLink> {
  return decodeLink(fragment, inflate, builtIn)
}

const SUMS = new WeakMap<TraceStore, { readonly cuts: number; readonly sums: TraceChecksums }>()

function sumsOf(trace: TraceStore): TraceChecksums {
  const known = SUMS.get(trace)
  if (known?.cuts === trace.cuts) return known.sums
  const sums = new TraceChecksums(trace)
  SUMS.set(trace, { cuts: trace.cuts, sums })
  return sums
}

/** The whole of the session that a link carries. */
export function partsOf(session: Session): LinkParts {
  const branch = currentBranch(session)
  const { trace, document } = branch
  const { ordinal } = session.cursor
  const original = session.base === null ? undefined : builtIn(session.base)
  return {
    document,
    base: original && session.base !== null ? { id: session.base, document: original } : null,
    position: ordinal >= 0 && ordinal < trace.count ? positionOf(trace, ordinal, sumsOf(trace)) : null,
    view: linkViewOf(session),
    compared: comparedOf(session),
  }
}

function nameOf({ parent, isNamed, name }: Branch): string | null {
  return parent !== null || isNamed === true ? name : null
}

function comparedOf(session: Session): LinkCompared | null {
  const id = comparedBranch(session, comparing.getState().with)
  const other = id === null ? undefined : session.branches[id]
  return other ? { document: other.document, names: [nameOf(currentBranch(session)), nameOf(other)] } : null
}

/** Records whose sum is made between two pauses: a few ms. */
const RECORDS_AT_ONCE = 8192

/** The sum over a long run is made in pieces: the page goes on drawing between them. */
async function prepared(session: Session): Promise<void> {
  const { trace } = currentBranch(session)
  while (!sumsOf(trace).prepare(session.cursor.ordinal, RECORDS_AT_ONCE)) {
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
}

/** The fragment for this moment, or null where the scenario is too large for a link. */
export async function linkOf(session: Session): Promise<string | null> {
  await prepared(session)
  const link = await encodeLink(partsOf(session), deflate)
  return link.ok ? link.value : null
}

/** The record that a link means, once the run has come so far; null: not yet. */
export function momentIn({ trace, halted }: Branch, position: LinkPosition): FoundMoment | null {
  return halted !== null || reaches(trace, position) ? foundMoment(trace, position) : null
}
