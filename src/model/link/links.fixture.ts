/**
 * Links as earlier versions wrote them, with what they must open for ever. Lines are added, never changed.
 */
import type { ScenarioDocument } from '../scenario/document.ts'

/** The built-in scenario `first-app` as these links knew it. */
export const FIRST_APP_THEN: ScenarioDocument = {
  version: 1,
  title: { en: 'First app', zh: '第一个应用' },
  seed: 42,
  agents: [{ id: 'agent-1', resources: 'cpus:1;mem:128;ports:[21452-21452]' }],
  frameworks: [{ kind: 'marathon', id: 'marathon' }],
  actions: [
    { atMs: 3000, do: 'submitApp', framework: 'marathon', app: { id: '/web', cmd: 'sleep 60', cpus: 1, mem: 128 } },
  ],
}

const CRASHED: ScenarioDocument = {
  ...FIRST_APP_THEN,
  actions: [...(FIRST_APP_THEN.actions ?? []), { atMs: 9000, do: 'crashAgent', agent: 'agent-1' }],
}
const POSITION = { ordinal: 137, at: 3012, name: 'ResourceOffersMessage', checksum: '0a1b2c3d' }

export interface OldLink {
  readonly link: string
  readonly document: ScenarioDocument
  readonly opens: object
}

export const OLD_LINKS: readonly OldLink[] = [
  { link: '#/s/first-app?v=1', document: FIRST_APP_THEN, opens: { view: {}, more: {} } },
  {
    link: '#/s/first-app?v=1&seed=7&x=i4420FHST0wuyczPK9bXVdKpVkos8S1WsrI0MDDQUUrJV7JSSi5KLM5wTE_NK1HSUUoE01YQWtdQqTY2FgA',
    document: { ...CRASHED, seed: 7 },
    opens: {},
  },
  {
    link: '#/s/first-app?v=1&at=137&t=3012&n=ResourceOffersMessage&k=0a1b2c3d&x=i4420FHST0wuyczPK9bXVdKpVkos8S1WsrI0MDDQUUrJV7JSSi5KLM5wTE_NK1HSUUoE01YQWtdQqTY2FgA',
    document: CRASHED,
    opens: { position: POSITION },
  },
  {
    link: '#/d/VZBNasNADIWvEt56Qm03LUVZddNdTxC8mNhqMyTzw2jcQI2hh8ghSskBQs-TkmuUsUugG8ET0qf31OONoxjvQKVCMmnHoB7sQHgyUdJMhwCF9w0Il-PxfPo4n75-vg-XwycGBWFuQYtKQb-ySwJa9TAtaNLzEgqRxXexYQGhCZ1QubRsqawelsHHJLSqysVdNR9rjaFWeIna8t7H7QTcGpeRVkedNt5BTSeuOq_oJhnvpnmdngV0WxSFQutBkG5tTXoco1zZ_4k5J_15v9nzGgqNzUJ2zGF2X-RG6GR8lGWLHGAY6uEX?v=1&at=137&t=3012&n=ResourceOffersMessage&k=0a1b2c3d&depth=2&lang=zh&view=figure&ts=true&sel=ev:137&hide=agent-1,driver:marathon',
    document: FIRST_APP_THEN,
    opens: {
      position: POSITION,
      view: {
        depth: 2,
        lang: 'zh',
        view: 'figure',
        timeScale: 'true',
        selection: 'ev:137',
        hidden: ['agent-1', 'driver:marathon'],
      },
    },
  },
]
