/** Over the diagram: the ghost of an arrow whose head is dragged, where it may go, and when it would arrive. */
import { DELIVERY_TEXTS } from '#content/locales/parts/delivery.ts'
import { deliveryOf } from '#store/delivery.ts'
import { currentBranch } from '#store/session.ts'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Controller } from '../../diagram/controller.ts'
import { useApp, useWords } from '../../widgets/context.ts'
import { usePartWords } from '../../widgets/partWords.ts'
import { deliver } from './deliver.ts'
import styles from './delivery.module.css'
import { listenForGrip, type Grip } from './grip.ts'

const LABEL_PX = 240

export function DeliveryDrag({ controller }: { readonly controller: Controller }): ReactNode {
  const app = useApp()
  const words = useWords()
  const say = usePartWords(DELIVERY_TEXTS)
  const cover = useRef<HTMLDivElement>(null)
  const [grip, setGrip] = useState<Grip | null>(null)
  useEffect(() => {
    const around = cover.current?.parentElement
    const body = around?.querySelector<HTMLElement>('[role=application]')
    if (!around || !body) return undefined
    return listenForGrip(around, body, controller, {
      onGrip: setGrip,
      onDrop: (arrow, atMs) => {
        const delivery = deliveryOf(currentBranch(app.store.getState()).trace, arrow.sent)
        if (delivery && delivery.refusal === null && delivery.arrivesAt !== atMs) deliver(app, words, delivery, atMs)
      },
      selected: () => {
        const { selection } = app.store.getState()
        return selection?.kind === 'record' ? selection.ordinal : null
      },
    })
  }, [app, words, controller])
  const told = grip
    ? say('drag', { s: words.seconds(grip.atMs), span: words.duration(grip.atMs - grip.arrow.sentAt) })
    : ''
  return (
    <div ref={cover} className={styles.cover} data-dragging={grip !== null || undefined}>
      {grip ? <Ghost grip={grip} told={told} /> : null}
    </div>
  )
}

function Ghost({ grip, told }: { readonly grip: Grip; readonly told: string }): ReactNode {
  const words = useWords()
  const say = usePartWords(DELIVERY_TEXTS)
  const { x0, y0, x1, y, atMs, arrow } = grip
  const by = Number.isNaN(arrow.arrivesAt) ? 0 : atMs - arrow.arrivesAt
  const shift = by === 0 ? '' : say(by > 0 ? 'late' : 'soon', { span: words.duration(Math.abs(by)) })
  const left = x1 > x0 ? x1 - LABEL_PX - 16 : x1 + 16
  return (
    <>
      <svg className={styles.ghost} aria-hidden="true">
        <rect className={styles.legal} x={x1 - 10} y={y0} width="20" height="100%" rx="10" />
        <path className={styles.way} d={`M${x0} ${y0}L${x1} ${y}`} />
        <circle className={styles.tip} cx={x1} cy={y} r="7" />
      </svg>
      <p className={styles.told} style={{ left: Math.max(4, left), top: y + 14, maxWidth: LABEL_PX }}>
        {told} {shift === '' ? null : <b>{shift}</b>}
      </p>
    </>
  )
}
