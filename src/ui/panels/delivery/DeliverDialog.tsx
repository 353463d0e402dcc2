/** When one message arrives, typed: as a time, or as a delay; each follows the other. */
import { DELIVERY_TEXTS } from '#content/locales/parts/delivery.ts'
import { deliveryOf, type Delivery } from '#store/delivery.ts'
import { currentBranch } from '#store/session.ts'
import { closeDialog } from '#store/surface.ts'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { usePartWords } from '../../widgets/partWords.ts'
import styles from '../scale/scale.module.css'
import { deliver, messageNameOf } from './deliver.ts'

/** Whole virtual ms of typed seconds; null where it is no time. */
function msOf(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  return /^\d{1,9}(\.\d{1,3})?$/.test(plain) ? Math.round(Number(plain) * 1000) : null
}

interface Typed {
  readonly at: string
  readonly delay: string
}

function useTyped(sentAt: number, first: number) {
  const { seconds } = useWords()
  const [typed, setTyped] = useState<Typed>({ at: seconds(first), delay: String(first - sentAt) })
  const setAt = (at: string): void => {
    const ms = msOf(at)
    setTyped({ at, delay: ms === null || ms < sentAt ? '' : String(ms - sentAt) })
  }
  const setDelay = (delay: string): void => {
    const ms = /^\d{1,9}$/.test(delay.trim()) ? sentAt + Number(delay) : null
    setTyped({ at: ms === null ? '' : seconds(ms), delay })
  }
  return { typed, setAt, setDelay, deliverMs: msOf(typed.at) }
}

function Known({ delivery, arrivesAt }: { readonly delivery: Delivery; readonly arrivesAt: number }): ReactNode {
  const app = useApp()
  const words = useWords()
  const say = usePartWords(DELIVERY_TEXTS)
  const { seconds, duration } = words
  const { sentAt, sent } = delivery
  const { typed, setAt, setDelay, deliverMs } = useTyped(sentAt, arrivesAt)
  const early = deliverMs !== null && deliverMs < sentAt
  const wrong =
    deliverMs === null
      ? say('number', { s: seconds(arrivesAt) })
      : early
        ? say('early', { s: seconds(sentAt) })
        : deliverMs === arrivesAt
          ? say('same')
          : null
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (wrong !== null || deliverMs === null) return
    if (deliver(app, words, delivery, deliverMs)) closeDialog(app.surface)
  }
  const actions = (
    <>
      <Button onClick={() => closeDialog(app.surface)}>{words.t('dialog.cancel')}</Button>
      <Button look="primary" type="submit" form="deliver-at" disabled={wrong !== null}>
        {say('do')}
      </Button>
    </>
  )
  return (
    <DialogFrame title={say('title')} size="small" actions={actions}>
      <form id="deliver-at" className={styles.form} onSubmit={send}>
        <p className={styles.note}>
          {say('message', { name: messageNameOf(app, words, sent), s: seconds(sentAt) })}{' '}
          {say('now', { s: seconds(arrivesAt), span: duration(arrivesAt - sentAt) })}
        </p>
        <label>
          {say('at')}
          <input
            data-first
            inputMode="decimal"
            value={typed.at}
            aria-invalid={deliverMs === null || early}
            onChange={(event) => setAt(event.target.value)}
          />
        </label>
        <label>
          {say('delay')}
          <input inputMode="numeric" value={typed.delay} onChange={(event) => setDelay(event.target.value)} />
        </label>
        <output className={styles.note}>{wrong ?? say('hint')}</output>
      </form>
    </DialogFrame>
  )
}

/** `about`: the ordinal of a record of the message. */
export function DeliverDialog({ about }: { readonly about: string | null }): ReactNode {
  const { store } = useApp()
  const say = usePartWords(DELIVERY_TEXTS)
  // As it was when the dialog opened: what is typed holds for that message.
  const [delivery] = useState(() => deliveryOf(currentBranch(store.getState()).trace, Number(about ?? -1)))
  if (delivery && delivery.arrivesAt !== null) return <Known delivery={delivery} arrivesAt={delivery.arrivesAt} />
  return (
    <DialogFrame title={say('title')} size="small">
      {say(delivery ? 'lost' : 'gone')}
    </DialogFrame>
  )
}
