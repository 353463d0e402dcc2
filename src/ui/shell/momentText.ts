/** The moment in words, for the slider and the live region: `2.104 s, event 37 of 212, Offer, Master to Marathon`. */
import type { Words } from '#content/locales/words.ts'
import { castOf, LaneBook } from '#derive/lanes.ts'
import { MessageLooks } from '#derive/messages.ts'
import { DEFAULT_VIEW } from '#derive/view.ts'
import { headOf } from '#store/follow.ts'
import type { Branch } from '#store/session.ts'
import { componentName, messageText } from '../widgets/names.ts'

const LOOKS = new WeakMap<Branch['trace'], MessageLooks>()

function looksOf({ trace, scenario }: Branch): MessageLooks {
  let looks = LOOKS.get(trace)
  if (!looks) {
    looks = new MessageLooks(trace, new LaneBook(castOf(scenario), DEFAULT_VIEW))
    LOOKS.set(trace, looks)
  }
  return looks
}

/** What happens at a record, in a few words; empty for what no reader calls an event. */
export function eventText(words: Words, branch: Branch, ordinal: number): string {
  const { trace } = branch
  if (ordinal < 0 || ordinal >= trace.count) return ''
  const head = headOf(trace, ordinal)
  if (trace.typeOf(head) !== 'sent') return ''
  const message = messageText(words, looksOf(branch).at(head), 'figure')
  const from = componentName(words, trace.text(trace.from[head] as number))
  const to = componentName(words, trace.text(trace.to[head] as number))
  const step = trace.stepOf(head)
  const name = words.t('message.name', { message, from, to })
  return step > 0 ? words.t('message.withStep', { n: step, name }) : name
}

export function momentText(words: Words, branch: Branch, ordinal: number): string {
  const { trace } = branch
  const at = ordinal < 0 || ordinal >= trace.count ? 0 : (trace.at[ordinal] as number)
  const moment = words.t('transport.moment', { s: words.seconds(at), n: ordinal + 1, count: trace.count })
  const event = eventText(words, branch, ordinal)
  return event === '' ? moment : `${moment}, ${event}`
}
