import type { ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { simulate } from '#sim/simulate.ts'
import { describe, expect, it } from 'vitest'
import { deliverAt, deliveryOf, withDelivery, type Delivery } from './delivery.ts'

const DOCUMENT = {
  version: 1,
  agents: [{ id: 'a', resources: 'cpus:4;mem:4096' }],
  frameworks: [{ id: 'f', kind: 'batch', tasks: [{ id: 't', cpus: 1, mem: 64 }] }],
  untilMs: 20_000,
} as unknown as ScenarioDocument

function runOf(document: ScenarioDocument) {
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return simulate(parsed.value).trace
}

const trace = runOf(DOCUMENT)
const launch = Array.from({ length: trace.count }, (_, i) => i).find(
  (i) => trace.type[i] === 0 && trace.text(trace.name[i] as number) === 'RunTaskMessage',
) as number
const delivery = deliveryOf(trace, launch) as Delivery

describe('a delivery', () => {
  it('is that of the message, whichever of its records is asked for', () => {
    expect(delivery.arrivesAt).toBe(trace.at[trace.fate[launch] as number])
    expect(deliveryOf(trace, trace.fate[launch] as number)).toEqual(delivery)
    expect(deliveryOf(trace, 0)).toBe(null)
    expect(deliveryOf(trace, -1)).toBe(null)
  })

  it('cannot be moved where the message is lost on the way', () => {
    const lose = { atMs: 0, do: 'loseNext', from: 'master', to: 'a', name: 'RunTaskMessage' }
    const lost = runOf({ ...DOCUMENT, actions: [lose] } as unknown as ScenarioDocument)
    const at = Array.from({ length: lost.count }, (_, i) => i).find((i) => lost.type[i] === 2) as number
    expect(deliveryOf(lost, at)).toMatchObject({ arrivesAt: null, refusal: 'isLost' })
  })

  it('is moved from where the message is sent, and then arrives when it is wished', () => {
    for (const late of [0, 1, 4000]) {
      const deliverMs = delivery.sentAt + late
      const action = deliverAt(delivery, deliverMs, 20_000)
      expect(action.atMs).toBe(delivery.sentAt)
      const moved = runOf(withDelivery(DOCUMENT, action))
      const i = Array.from({ length: moved.count }, (_, k) => k).find(
        (k) => moved.type[k] === 0 && moved.messageId(k) === delivery.message,
      ) as number
      expect(moved.at[moved.fate[i] as number]).toBe(deliverMs)
    }
  })

  it('that is under way is moved next after the cursor: nothing before is touched', () => {
    const slow = runOf(withDelivery(DOCUMENT, deliverAt(delivery, delivery.sentAt + 4000, 20_000)))
    const i = Array.from({ length: slow.count }, (_, k) => k).find(
      (k) => slow.messageId(k) === delivery.message && slow.type[k] === 0,
    )
    const flying = deliveryOf(slow, i as number) as Delivery
    const cursor = flying.sentAt + 1000.5
    expect(deliverAt(flying, flying.sentAt + 2000, cursor).atMs).toBe(flying.sentAt + 1001)
    expect(deliverAt(flying, flying.sentAt + 500, cursor).atMs).toBe(flying.sentAt)
  })

  it('is wished for once: a new wish takes the place of a later one', () => {
    const first = withDelivery(DOCUMENT, deliverAt(delivery, delivery.sentAt + 9, 20_000))
    const second = withDelivery(first, deliverAt(delivery, delivery.sentAt + 50, 20_000))
    expect(second.actions).toHaveLength(1)
    expect(second.actions?.[0]).toMatchObject({ deliverMs: delivery.sentAt + 50 })
  })
})
