/** Traces written by hand, for tests and the drawing's own page: a clock, messages, timelines. */
import type { OfferEnd } from '#model/trace/series.ts'
import { agentSeries, appSeries, filterSeries, offerSeries, shareSeries, updatesSeries } from '#model/trace/series.ts'
import type { Depth } from '#model/trace/records.ts'
import { TraceStore } from '#model/trace/store.ts'
import { Recorder } from '#sim/kernel/recorder.ts'
import type { Cast } from './lanes.ts'

interface Told {
  readonly depth?: Depth
  readonly step?: number
  readonly cause?: number
  readonly body?: unknown
}

export class Story {
  readonly recorder = new Recorder()
  now = 0
  private readonly counts = new Map<string, number>()
  private readonly states = new Map<string, string>()

  wait(ms: number): this {
    this.now += ms
    return this
  }

  send(from: string, to: string, name: string, latency: number | null, told: Told = {}): number {
    const n = (this.counts.get(from) ?? 0) + 1
    this.counts.set(from, n)
    const due = latency === null ? null : this.now + latency
    const { depth = 1, step = 0, cause = -1, body = {} } = told
    const row = { at: this.now, from, to, name, depth, step }
    return this.recorder.add({ ...row, type: 'sent', cause, link: n, due, body })
  }

  end(sent: number, type: 'delivered' | 'lost', row: { from: string; to: string; name: string } & Told): number {
    const { from, to, name, depth = 1, step = 0 } = row
    const body = type === 'lost' ? { why: 'lost by an action' } : undefined
    return this.recorder.add({ at: this.now, type, from, to, name, cause: sent, link: sent, depth, step, body })
  }

  /** Sends, waits for the flight, delivers; gives the ordinal of the delivery. */
  pass(from: string, to: string, name: string, latency: number, told: Told = {}): number {
    const sent = this.send(from, to, name, latency, told)
    this.now += latency
    return this.end(sent, 'delivered', { from, to, name, ...told })
  }

  lose(from: string, to: string, name: string, told: Told = {}): number {
    const sent = this.send(from, to, name, null, told)
    return this.end(sent, 'lost', { from, to, name, ...told })
  }

  state(of: string, to: string, event = 'start', cause = -1): number {
    const from = this.states.get(of) ?? ''
    this.states.set(of, to)
    const link = this.recorder.number(from)
    return this.recorder.add({ at: this.now, type: 'state', from: of, to, name: event, cause, link })
  }

  timer(of: string, name: string, what: 'armed' | 'fired' | 'cancelled', due: number): number {
    return this.recorder.add({ at: this.now, type: 'timer', from: of, name, what, due, cause: -1 })
  }

  allocation(trigger: string): number {
    const run = this.count('runs')
    const body = { run, trigger, grants: [], refusals: [], refusalsOmitted: 0 }
    return this.recorder.add({ at: this.now, type: 'allocation', name: trigger, link: run, cause: -1, body })
  }

  offer(offer: string, agent: string, end?: OfferEnd): void {
    const point = { offer, framework: 'marathon', role: '*', agent, resources: 'cpus:4;mem:8192' }
    const body =
      end === undefined ? point : { ...point, end, ...(end === 'accepted' ? { used: 'cpus:1;mem:128' } : {}) }
    this.point(offerSeries(offer), end === undefined ? 1 : 0, body)
  }

  filter(agent: string, n: number, untilMs: number): void {
    const body = { framework: 'marathon', role: '*', agent, resources: 'cpus:4', untilMs }
    this.point(filterSeries('marathon', '*', agent, n), untilMs, untilMs > 0 ? body : undefined)
  }

  agent(agent: string, used: string): void {
    const body = { total: 'cpus:4;mem:8192', used: { marathon: used }, offered: {} }
    this.point(agentSeries(agent), 1, body)
  }

  waiting(agent: string, task: string, count: number): void {
    this.point(updatesSeries(agent, task), count, undefined)
  }

  share(role: string, framework: string, value: number): void {
    this.point(shareSeries(role, framework), value, { resource: 'cpus' })
  }

  queued(framework: string, app: string, queued: number): void {
    this.point(appSeries(framework, app), queued, { queued })
  }

  private point(series: string, value: number, body: unknown): void {
    this.recorder.point(this.now, this.recorder.number(series), value, body)
  }

  private count(key: string): number {
    const n = (this.counts.get(key) ?? 0) + 1
    this.counts.set(key, n)
    return n
  }

  /** The trace so far; further calls append. */
  into(trace = new TraceStore()): TraceStore {
    trace.append(this.recorder.take())
    return trace
  }
}

export const CAST: Cast = {
  frameworks: [{ id: 'marathon', kind: 'marathon' }],
  agents: ['agent-1', 'agent-2'],
}

/** One round of offers on both agents that the scheduler declines. */
export function declinedOffers(story: Story, round: number, filterMs: number): void {
  const d = 'driver:marathon'
  story.allocation('batch')
  for (const agent of ['agent-1', 'agent-2']) story.offer(`O${round}-${agent}`, agent)
  story.pass('master', d, 'ResourceOffersMessage', 3, { step: 2 })
  story.pass(d, 'master', 'DECLINE', 4, { step: 3 })
  for (const agent of ['agent-1', 'agent-2']) {
    story.offer(`O${round}-${agent}`, agent, 'declined')
    if (round > 0) story.filter(agent, round - 1, 0)
    story.filter(agent, round, story.now + filterMs)
  }
}

function begin(story: Story): void {
  for (const of of ['client', 'master', 'allocator', 'marathon', 'driver:marathon', 'agent-1', 'agent-2']) {
    story.state(of, 'running')
    if (of.startsWith('agent')) story.agent(of, '')
  }
  story.wait(4)
  story.pass('client', 'marathon', 'GET /v2/info', 3, { step: 1 })
}

/** Tells of a status update on its way from the executor to the client. */
function update(story: Story, state: string, cause: number): void {
  const d = 'driver:marathon'
  const told = { step: 9, cause }
  const at = story.pass('execdriver:t1@agent-1', 'agent-1', 'StatusUpdateMessage', 2, told)
  story.waiting('agent-1', 't1', 1)
  const on = story.pass('agent-1', 'master', 'StatusUpdateMessage', 3, { step: 10, cause: at })
  const up = story.pass('master', d, 'StatusUpdateMessage', 4, { step: 11, cause: on })
  story.pass('marathon', 'client', 'status_update_event', 3, { step: 12, cause: up, body: { taskStatus: state } })
  const ack = story.pass(d, 'master', 'ACKNOWLEDGE', 2, { depth: 3, cause: up })
  story.pass('master', 'agent-1', 'StatusUpdateAcknowledgementMessage', 3, { depth: 3, cause: ack })
  story.waiting('agent-1', 't1', 0)
}

/** The picture of the mock: six idle rounds, then the twelve steps. */
export function firstApp(rounds = 6): Story {
  const story = new Story()
  const d = 'driver:marathon'
  begin(story)
  for (let round = 0; round < rounds; round += 1) {
    story.wait(round === 0 ? 12 : 119_993)
    declinedOffers(story, round, 120_000)
  }
  story.wait(118_600)
  const asked = story.pass('client', 'marathon', 'POST /v2/apps', 6, { step: 4 })
  story.wait(2)
  story.pass(d, 'master', 'REVIVE', 5, { depth: 1, cause: asked })
  if (rounds > 0) for (const agent of ['agent-1', 'agent-2']) story.filter(agent, rounds - 1, 0)
  story.wait(3)
  for (const agent of ['agent-1', 'agent-2']) story.offer(`O-${agent}`, agent)
  const offered = story.pass('master', d, 'ResourceOffersMessage', 6, { step: 5 })
  story.wait(2)
  const accepting = story.send(d, 'master', 'ACCEPT', 5, { step: 6, cause: offered })
  story.wait(4)
  const declining = story.send(d, 'master', 'DECLINE', 5, { step: 3, cause: offered })
  story.wait(1)
  const accepted = story.end(accepting, 'delivered', { from: d, to: 'master', name: 'ACCEPT', step: 6 })
  story.offer('O-agent-1', 'agent-1', 'accepted')
  story.wait(2)
  const launch = story.send('master', 'agent-1', 'RunTaskMessage', 10, { step: 7, cause: accepted })
  story.wait(2)
  story.end(declining, 'delivered', { from: d, to: 'master', name: 'DECLINE', step: 3 })
  story.offer('O-agent-2', 'agent-2', 'declined')
  story.filter('agent-2', rounds, story.now + 120_000)
  story.wait(8)
  const ran = story.end(launch, 'delivered', { from: 'master', to: 'agent-1', name: 'RunTaskMessage', step: 7 })
  story.agent('agent-1', 'cpus:1;mem:128')
  story.wait(2)
  story.state('executor:t1@agent-1', 'registering', 'start', ran)
  story.wait(38)
  story.state('executor:t1@agent-1', 'running', 'registered')
  story.pass('agent-1', 'execdriver:t1@agent-1', 'RunTaskMessage', 2, { step: 8, cause: ran })
  story.wait(14)
  update(story, 'TASK_RUNNING', -1)
  return story
}
