/** Has a message arrive at another time: the name of the act, and doing it. */
import type { Words } from '#content/locales/words.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { App } from '#store/app.ts'
import { modelOf } from '#store/commandsPlay.ts'
import { deliverAt, withDelivery, type Delivery } from '#store/delivery.ts'
import { currentBranch } from '#store/session.ts'
import { componentName, messageText } from '../../widgets/names.ts'

/** `Offer, Master to driver of Marathon` */
export function messageNameOf(app: App, words: Words, sent: number): string {
  const session = app.store.getState()
  const record = recordAt(currentBranch(session).trace, sent)
  if (record.type !== 'sent') return ''
  const message = messageText(words, modelOf(session).looks.at(sent), 'figure')
  const [from, to] = [componentName(words, record.from), componentName(words, record.to)]
  return words.t('message.name', { message, from, to })
}

/** What was refused is told. */
export function deliver(app: App, words: Words, delivery: Delivery, deliverMs: number): boolean {
  const session = app.store.getState()
  const action = deliverAt(delivery, deliverMs, session.cursor.at)
  const look = modelOf(session).looks.at(delivery.sent)
  const name = words.t('act.deliverAt', { name: messageText(words, look, 'figure'), s: words.seconds(deliverMs) })
  const document = withDelivery(currentBranch(session).document, action)
  const issues = app.intents.editFrom(document, action.atMs ?? 0, name)
  if (issues.length === 0) return true
  app.intents.notify({ key: 'notice.refused', params: {}, tone: 'error', details: issues })
  return false
}
