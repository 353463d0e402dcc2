/** What a difference is and why, in sentences. What differs is decided in `derive/compare`. */
import type { COMPARE_TEXTS } from '#content/locales/parts/compare.ts'
import type { Say, Words } from '#content/locales/words.ts'
import type { Difference } from '#derive/compare/differences.ts'
import type { Edits } from '#derive/compare/edits.ts'
import type { SideName, Why } from '#derive/compare/whyDiffers.ts'
import { headOf, whyDiffers } from '#derive/compare/whyDiffers.ts'
import type { DiagramModel } from '#derive/model.ts'
import type { Action } from '#model/scenario/types.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { Wish } from '#store/possible.ts'
import { componentName } from '../../widgets/names.ts'
import { wishName } from '../faults/wishes.ts'
import { titleOf } from '../inspector/sentence.ts'
import type { Pair } from './usePair.ts'

export interface Telling {
  readonly words: Words
  readonly say: Say<(typeof COMPARE_TEXTS)['en']>
  /** Names of the branches. */
  readonly names: Readonly<Record<SideName, string>>
}

/** A message with its way, an act by its name, anything else by its title. */
export function recordName(telling: Telling, model: DiagramModel, ordinal: number): string {
  const { words } = telling
  const { trace, looks } = model
  const head = headOf(trace, ordinal)
  const record = recordAt(trace, head)
  if (record.type === 'action') return actName(telling, model, record)
  const look = record.type === 'sent' ? looks.at(head) : null
  const message = titleOf({ words, record, look, body: null, standsFor: (id) => id })
  if (record.type === 'state' || record.type === 'exited' || record.type === 'timer')
    return `${componentName(words, record.of)}: ${message}`
  if (record.type !== 'sent') return message
  const [from, to] = [componentName(words, record.from), componentName(words, record.to)]
  return words.t('message.name', { message, from, to })
}

/** An act by its name; a delivery that was moved by its message's. */
function actName(
  telling: Telling,
  model: DiagramModel,
  action: { readonly do: string; readonly message?: unknown },
): string {
  const { words } = telling
  const sent = action.do === 'deliverAt' ? sentOf(model, String(action.message)) : -1
  if (sent >= 0) {
    const { deliverMs } = action as { readonly deliverMs?: number }
    return words.t('act.deliverAt', { name: recordName(telling, model, sent), s: words.seconds(deliverMs ?? 0) })
  }
  const name = wishName(words, action as Wish)
  return name === action.do ? words.maybe(`do.${action.do}`, {}, action.do) : name
}

function sentOf({ trace }: DiagramModel, message: string): number {
  for (let i = 0; i < trace.count; i += 1) if (trace.type[i] === 0 && trace.messageId(i) === message) return i
  return -1
}

interface Ends {
  readonly sent: number
  readonly ended: number | null
  readonly isLost: boolean
}

function endsOf({ trace }: DiagramModel, head: number): Ends {
  const fate = trace.type[head] === 0 ? (trace.fate[head] as number) : -1
  const ended = fate < 0 ? null : (trace.at[fate] as number)
  return { sent: trace.at[head] as number, ended, isLost: fate >= 0 && trace.type[fate] === 2 }
}

/** When what differs happens in both: sent, else arrival. */
export function timesOf({ models }: Pick<Pair, 'models'>, { left, right }: Difference): readonly [number, number] {
  const [a, b] = [endsOf(models.left, left), endsOf(models.right, right)]
  return a.sent === b.sent && a.ended !== null && b.ended !== null ? [a.ended, b.ended] : [a.sent, b.sent]
}

/** `Run task, Master to Agent 1 arrives at 3.4 s in A and at 8.4 s in B`, without an end. */
export function differenceText(telling: Telling, pair: Pick<Pair, 'models'>, difference: Difference): string {
  const { say, words } = telling
  const { models } = pair
  const { kind, left, right } = difference
  const what = recordName(telling, left >= 0 ? models.left : models.right, left >= 0 ? left : right)
  const s = words.seconds(difference.at)
  if (kind === 'left') return say('told.left', { what, s })
  if (kind === 'right') return say('told.right', { what, s })
  const [a, b] = [endsOf(models.left, left), endsOf(models.right, right)]
  if (a.isLost !== b.isLost && a.ended !== null && b.ended !== null)
    return b.isLost
      ? say('told.lostRight', { what, s: words.seconds(b.ended) })
      : say('told.lostLeft', { what, s: words.seconds(a.ended) })
  if (kind === 'changed') return say('told.changed', { what, s })
  const times = { what, a: words.seconds(a.sent), b: words.seconds(b.sent) }
  if (models.left.trace.type[left] !== 0) return say('told.movedRecord', times)
  if (a.sent !== b.sent) return say('told.sentMoved', times)
  const arrivals = { a: words.seconds(a.ended ?? a.sent), b: words.seconds(b.ended ?? b.sent) }
  return say('told.arrivalMoved', { what, ...arrivals })
}

function isOwn(difference: Difference, side: SideName, head: number): boolean {
  return difference[side] === head
}

/** `the link is cut`; of a receiver that was taken away also by which act. */
function lostText(telling: Telling, model: DiagramModel, why: Extract<Why, { kind: 'lost' }>): string {
  const { say, words } = telling
  const reason = words.maybe(`lost.${why.why}`, {}, why.why)
  if (why.act < 0) return reason
  const s = words.seconds(model.trace.at[why.act] as number)
  return say('why.since', { why: reason, what: recordName(telling, model, why.act), s })
}

/** Why it differs, or null where nothing tells. `isOnlyEdit`: the act that parts the runs was named just before. */
export function whyText(
  telling: Telling,
  { models, alignment }: Pick<Pair, 'models' | 'alignment'>,
  difference: Difference,
  isOnlyEdit: boolean,
): string | null {
  const why = whyDiffers(alignment, difference)
  const { say, words } = telling
  const side = (name: SideName): string => say(name)
  switch (why.kind) {
    case 'action': {
      if (isOnlyEdit) return say('why.this')
      const { trace } = models[why.side]
      const what = recordName(telling, models[why.side], why.ordinal)
      return say('why.action', { side: side(why.side), what, s: words.seconds(trace.at[why.ordinal] as number) })
    }
    case 'lost': {
      const reason = lostText(telling, models[why.side], why)
      const { trace } = models[why.side]
      if (isOwn(difference, why.side, headOf(trace, why.ordinal))) return say('why.own', { why: reason })
      return say('why.lost', {
        what: recordName(telling, models[why.side], why.ordinal),
        side: side(why.side),
        why: reason,
      })
    }
    case 'moved': {
      const [a, b] = timesOf({ models }, { ...why, kind: 'moved', at: 0, equalBefore: 0 })
      const what = recordName(telling, models.right, why.right)
      return say(b >= a ? 'why.later' : 'why.earlier', { what, span: words.duration(Math.abs(b - a)) })
    }
    case 'changed':
      return say('why.changed', { what: recordName(telling, models.right, why.right) })
    case 'state': {
      const what = recordName(telling, models[why.side], why.ordinal)
      const s = words.seconds(models[why.side].trace.at[why.ordinal] as number)
      return say('why.state', { of: componentName(words, why.of), s, what, side: side(why.side) })
    }
    case 'unknown':
      return null
  }
}

export function joined({ say }: Telling, told: string, why: string | null): string {
  return why === null ? say('alone', { told }) : say('joined', { told, why })
}

/** Which edit parts the documents. */
export function editText(telling: Telling, { models }: Pick<Pair, 'models'>, { left, right, keys }: Edits): string {
  const { say, words } = telling
  if (keys.length > 0) return say('edit.keys', { keys: words.list(keys) })
  const of = (side: SideName, actions: readonly Action[]): string => {
    const [first] = actions
    if (!first) return ''
    const params = { branch: say(side), what: actName(telling, models[side], first), s: words.seconds(first.atMs ?? 0) }
    return actions.length === 1 ? say('edit.action', params) : say('edit.actions', { ...params, count: actions.length })
  }
  const told = [of('right', right as readonly Action[]), of('left', left as readonly Action[])].filter(Boolean)
  return told.length === 0 ? say('edit.none') : told.join(' ')
}
