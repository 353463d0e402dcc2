/** Lines of a trace's text as bytes, straight out of the columns: millions of them are printed. */
import { ByteText } from '#base/byteText.ts'
import type { Readable } from '#model/trace/readable.ts'
import { RECORD_TYPES, TIMER_WHATS } from '#model/trace/records.ts'
import { ByteNames } from './byteNames.ts'
import { Phrase } from './phrase.ts'
import { NONE, told, type Widths } from './told.ts'

export interface LineOptions {
  /** What is said of a step's number; without it `step 3`. */
  readonly stepText?: (step: number) => string
  /** The ordinal in front: lower depths keep them. */
  readonly ordinals?: boolean
}

const SENT = RECORD_TYPES.indexOf('sent')
const DELIVERED = RECORD_TYPES.indexOf('delivered')
const STATE = RECORD_TYPES.indexOf('state')
const TIMER = RECORD_TYPES.indexOf('timer')

const BLANKS = new Phrase('  ')
const TIME = new Phrase(' ms  ')
const GOES = new Phrase(' -> ')
const COMES = new Phrase(' >> ')
const OF = new Phrase(': ')
const NOWHERE = new Phrase(NONE)
const ON = new Phrase('  on ')
const HAS_TIMER = new Phrase(': timer ')
const WHATS = TIMER_WHATS.map((what) => new Phrase(` ${what}, due `))
const MS = new Phrase(' ms')
const LINE_END = 10

export class LineWriter {
  /** All lines so far, each with its end; who takes them sets `used` back. */
  readonly out = new ByteText(1 << 12)
  private readonly widths: Widths
  private readonly ordinals: boolean
  private readonly stepText: (step: number) => string
  private readonly steps: Phrase[] = []
  private readonly senders: ByteNames
  private readonly receivers: ByteNames
  private readonly names: ByteNames
  private readonly strings: readonly string[]

  /** `strings` may grow. */
  constructor(strings: readonly string[], widths: Widths, { ordinals = false, stepText = plainStep }: LineOptions) {
    this.strings = strings
    this.widths = widths
    this.ordinals = ordinals
    this.stepText = stepText
    this.senders = new ByteNames(strings, (text) => text.padEnd(widths.from))
    this.receivers = new ByteNames(strings, (text) => text.padEnd(widths.to))
    this.names = new ByteNames(strings, (text) => text)
  }

  /** Writes the line of a record; `ordinal` is the record's in the whole trace. */
  line(trace: Readable, i: number, ordinal: number): void {
    const { out, widths } = this
    out.reserve(64)
    if (this.ordinals) {
      out.number(ordinal, widths.ordinal)
      BLANKS.put(out)
    }
    out.number(trace.at[i] as number, widths.at)
    TIME.put(out)
    if (!this.hot(trace, i)) out.text(told(trace, i, widths, this.stepText).trimEnd())
    out.reserve(1)
    out.byte(LINE_END)
  }

  /** What most records say, where it does not end in a space. False: nothing was written. */
  private hot(trace: Readable, i: number): boolean {
    const name = trace.name[i] as number
    if (name < 0 || !endsWell(this.strings[name] as string)) return false
    switch (trace.type[i]) {
      case SENT:
        if (Number.isNaN(trace.due[i])) return false
        this.way(trace, i, GOES, name)
        if (trace.stepOf(i) !== 0) this.step(trace.stepOf(i))
        return true
      case DELIVERED:
        this.way(trace, i, COMES, name)
        return true
      case STATE:
        this.change(trace, i, name)
        return true
      case TIMER:
        if (Number.isNaN(trace.due[i])) return false
        this.timer(trace, i, name)
        return true
      default:
        return false
    }
  }

  private way(trace: Readable, i: number, arrow: Phrase, name: number): void {
    const { out } = this
    this.senders.put(out, trace.from[i] as number)
    arrow.put(out)
    this.receivers.put(out, trace.to[i] as number)
    BLANKS.put(out)
    this.names.put(out, name)
  }

  private step(step: number): void {
    ;(this.steps[step] ??= new Phrase(`  ${this.stepText(step).trimEnd()}`)).put(this.out)
  }

  private change(trace: Readable, i: number, name: number): void {
    const { out, names } = this
    names.put(out, trace.from[i] as number)
    OF.put(out)
    this.state(trace.link[i] as number)
    GOES.put(out)
    this.state(trace.to[i] as number)
    ON.put(out)
    names.put(out, name)
  }

  private state(number: number): void {
    if (number < 0 || this.strings[number] === '') NOWHERE.put(this.out)
    else this.names.put(this.out, number)
  }

  private timer(trace: Readable, i: number, name: number): void {
    const { out, names } = this
    names.put(out, trace.from[i] as number)
    HAS_TIMER.put(out)
    names.put(out, name)
    ;(WHATS[TIMER_WHATS.indexOf(trace.whatOf(i))] as Phrase).put(out)
    out.reserve(32)
    out.number(trace.due[i] as number)
    MS.put(out)
  }
}

/** Neither empty nor with a space at its end. */
function endsWell(text: string): boolean {
  return text !== '' && text.charCodeAt(text.length - 1) !== 32
}

const plainStep = (step: number): string => `step ${step}`
