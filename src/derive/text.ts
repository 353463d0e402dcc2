/** A trace as text: a line per record, for tests, golden files and the headless program. */
import { decodeText } from '#base/platform.ts'
import { roleOf, type Role } from '#model/roles.ts'
import { TracePiece } from '#model/trace/piece.ts'
import type { Readable } from '#model/trace/readable.ts'
import type { TraceChunk } from '#model/trace/chunk.ts'
import type { Depth, RecordType } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'
import type { Cast } from './lanes.ts'
import { LineWriter, type LineOptions } from './lineWriter.ts'
import { recordDepth } from './recordDepth.ts'
import type { Widths } from './told.ts'

export interface TextOptions extends LineOptions {
  /** Only messages of this name, as they are sent. */
  readonly name?: string
  readonly types?: readonly RecordType[]
  /** Leaves out what a deeper view shows; default 3: everything. */
  readonly depth?: Depth
  /** Who is an agent; without it every unknown component counts as a scheduler. */
  readonly cast?: Cast
  readonly from?: number
  /** Ordinal behind the last. */
  readonly to?: number
}

/** Lines joined by line ends, without one at the end. A text as options is the name of a message. */
export function traceText(trace: TraceStore, options: TextOptions | string = {}): string {
  const chosen = typeof options === 'string' ? { name: options } : options
  const text = new Chosen(chosen)
  text.note(trace, 0, trace.count)
  const writer = text.writer(trace.strings)
  text.write(trace, 0, 0, trace.count, writer)
  return decodeText(writer.out.bytes, 0, Math.max(0, writer.out.used - 1))
}

/** Records of a block of lines. */
const BLOCK = 4096

/**
 * Records that decide how wide the columns of a run are that is printed while it goes on. A shorter run is printed when it is
 * over, as `traceText` has it.
 */
export const FITTED = 20_000
/** Numbers of a longer one: of the longest run there is, and of 16 virtual minutes. */
const LONG = { ordinal: 7, at: 6 } as const

/** The text of a run that is told as it goes on, chunk by chunk: a large one is never kept whole. */
export class TextLog {
  private readonly strings: string[] = []
  private readonly text: Chosen
  /** Until the widths are known. */
  private early: TracePiece[] = []
  private count = 0
  private writer: LineWriter | null = null

  constructor(options: TextOptions = {}) {
    this.text = new Chosen(options)
  }

  /** The lines that can be told, many at a time, each with its end, as UTF-8: good until the next ones are asked for. */
  *add(chunk: TraceChunk): Generator<Uint8Array> {
    for (const text of chunk.strings) this.strings.push(text)
    const piece = new TracePiece(chunk, this.strings)
    const { writer } = this
    if (writer) return yield* this.lines(piece, writer)
    this.text.note(piece, piece.first, Math.min(piece.count, FITTED - this.count))
    this.early.push(piece)
    this.count += piece.count
    if (this.count > FITTED) yield* this.tellEarly(LONG)
  }

  /** The rest, when the run is over. */
  *end(): Generator<Uint8Array> {
    if (this.writer === null) yield* this.tellEarly({})
  }

  private *tellEarly(widths: Partial<Widths>): Generator<Uint8Array> {
    this.writer = this.text.writer(this.strings, widths)
    const pieces = this.early
    this.early = []
    for (const piece of pieces) yield* this.lines(piece, this.writer)
  }

  private *lines(piece: TracePiece, writer: LineWriter): Generator<Uint8Array> {
    const { out } = writer
    for (let from = 0; from < piece.count; from += BLOCK) {
      this.text.write(piece, piece.first, from, Math.min(piece.count, from + BLOCK), writer)
      if (out.used > 0) yield out.bytes.subarray(0, out.used)
      out.used = 0
    }
  }
}

/** Names beyond this do not push the columns of all others. */
const WIDEST = 28

/** Which records are told, and how wide their columns are. */
class Chosen {
  private readonly options: TextOptions
  private readonly roles: (component: string) => Role
  private readonly all: boolean
  private from = 0
  private to = 0
  private last = 0
  private at = 0

  constructor(options: TextOptions) {
    this.options = options
    this.roles = rolesOf(options.cast)
    const { name, types, depth = 3, from, to } = options
    this.all = (name ?? types ?? from ?? to) === undefined && depth === 3
  }

  private has(trace: Readable, i: number, ordinal: number): boolean {
    if (this.all) return true
    const { name, types, depth = 3, from = 0, to = Number.POSITIVE_INFINITY } = this.options
    if (ordinal < from || ordinal >= to) return false
    if (name !== undefined && (trace.type[i] !== 0 || trace.text(trace.name[i] as number) !== name)) return false
    if (types && !types.includes(trace.typeOf(i))) return false
    return depth === 3 || recordDepth(trace, i, this.roles) <= depth
  }

  /** Takes note of the widths that the first `count` of these records need. `first`: ordinal of the first. */
  note(trace: Readable, first: number, count: number): void {
    let { from, to, last } = this
    for (let i = 0; i < count; i += 1) {
      if (!this.has(trace, i, first + i)) continue
      last = first + i
      if ((trace.type[i] as number) > 2) continue
      from = Math.max(from, trace.text(trace.from[i] as number).length)
      to = Math.max(to, trace.text(trace.to[i] as number).length)
    }
    if (last >= first && count > 0) this.at = trace.at[last - first] as number
    this.from = from
    this.to = to
    this.last = last
  }

  writer(strings: readonly string[], wider: Partial<Widths> = {}): LineWriter {
    const widths: Widths = {
      ordinal: String(this.last).length,
      at: Math.max(1, String(this.at).length),
      from: Math.min(WIDEST, this.from),
      to: Math.min(WIDEST, this.to),
      ...wider,
    }
    return new LineWriter(strings, widths, this.options)
  }

  write(trace: Readable, first: number, from: number, to: number, writer: LineWriter): void {
    for (let i = from; i < to; i += 1) if (this.has(trace, i, first + i)) writer.line(trace, i, first + i)
  }
}

function rolesOf(cast: Cast | undefined): (component: string) => Role {
  const agents = new Set(cast?.agents ?? [])
  const known = new Map<string, Role>()
  return (component) => {
    const role = known.get(component) ?? roleOf(component, (id) => agents.has(id))
    known.set(component, role)
    return role
  }
}
