/** Arrows side by side, for tests. */
import type { Arrow, Phase } from './geometry.ts'
import type { Lane } from './lanes.ts'

interface Flock {
  /** Px between two departures. */
  readonly apart: number
  readonly y0?: number
  /** Of the first; the others follow. */
  readonly key?: number
  readonly phase?: Phase
  readonly name?: string
  /** Number of the lane that they go to, 100 px each. */
  readonly to?: number
}

const lane = (n: number): Lane => ({
  n,
  id: `lane-${n}`,
  role: 'scheduler',
  tone: n === 0 ? 'master' : 'scheduler',
  group: `lane-${n}`,
  component: `lane-${n}`,
  members: 0,
  hidden: false,
  foldable: false,
})

/** So many messages from lane 0 to another, each under way for 200 px of height. */
export function flock(
  count: number,
  { apart, y0 = 0, key = 0, phase = 'delivered', name = 'ResourceOffersMessage', to = 1 }: Flock,
): Arrow[] {
  return Array.from({ length: count }, (_, k) => ({
    key: (key + k) * 2,
    sent: key + k,
    look: { name, kind: 'offer', glyph: 'diamond', figure: 'offer', driver: name, http: name, entry: undefined },
    step: 0,
    from: lane(0),
    to: lane(to),
    x0: 0,
    y0: y0 + k * apart,
    x1: to * 100,
    y1: y0 + k * apart + 200,
    phase,
    head: phase === 'flying' ? 0.5 : 1,
    sentAt: k,
    arrivesAt: k + 5,
    transitive: false,
    stub: false,
    copy: false,
  }))
}
