import { describe, expect, it } from 'vitest'
import { decodeText } from '#base/platform.ts'
import { TraceStore } from '#model/trace/store.ts'
import { mermaid } from './mermaid.ts'
import { plantuml } from './plantuml.ts'
import { FITTED, TextLog, traceText } from './text.ts'
import { CAST, declinedOffers, Story } from './trace.fixture.ts'

function told(): Story {
  const story = new Story()
  story.state('master', 'leading')
  story.wait(3)
  declinedOffers(story, 0, 5000)
  story.lose('master', 'agent-1', 'RunTaskMessage', { step: 7 })
  story.timer('master', 'ping', 'armed', 15_010)
  return story
}

/** Taken over at once: bytes are used again. */
function lines(blocks: Iterable<Uint8Array>): string {
  let text = ''
  for (const bytes of blocks) text += decodeText(bytes, 0, bytes.length)
  return text
}

describe('a trace as text', () => {
  it('has a line per record, in columns', () => {
    expect(traceText(told().into())).toMatchInlineSnapshot(`
      " 0 ms  master: · -> leading  on start
       3 ms  allocation 1, batch: nothing granted
       3 ms  master          -> driver:marathon  ResourceOffersMessage  step 2
       6 ms  master          >> driver:marathon  ResourceOffersMessage
       6 ms  driver:marathon -> master           DECLINE  step 3
      10 ms  driver:marathon >> master           DECLINE
      10 ms  master          -> agent-1          RunTaskMessage  step 7  lost
      10 ms  master          -x agent-1          RunTaskMessage  lost by an action
      10 ms  master: timer ping armed, due 15010 ms"
    `)
  })

  it('comes chunk by chunk for who prints it, the same where it is short', () => {
    const story = told()
    const log = new TextLog()
    const trace = new TraceStore()
    let text = ''
    for (let n = 0; n < 3; n += 1) {
      const chunk = story.recorder.take()
      trace.append(chunk)
      text += lines(log.add(chunk))
      declinedOffers(story, 0, 5000)
    }
    expect(text).toBe('')
    expect(lines(log.end())).toBe(`${traceText(trace)}\n`)
  })

  it('of a long run is told as it goes on: the first records say how wide the names are', () => {
    const story = told()
    const log = new TextLog({ ordinals: true })
    const trace = new TraceStore()
    let text = ''
    for (let early = true; early || trace.count < 3 * FITTED; early = false) {
      const chunk = story.recorder.take()
      trace.append(chunk)
      const more = lines(log.add(chunk))
      expect(more === '').toBe(trace.count <= FITTED)
      text += more
      while (story.recorder.next < trace.count + FITTED - 1) declinedOffers(story, 0, 5000)
      story.state('a-name-that-comes-late', 'there')
    }
    expect(lines(log.end())).toBe('')
    const widened = traceText(trace, { ordinals: true })
      .split('\n')
      .map((line) =>
        line.replace(/^ *(\d+) +(\d+) ms/, (_, i: string, at: string) => `${i.padStart(7)}  ${at.padStart(6)} ms`),
      )
    expect(text).toBe(`${widened.join('\n')}\n`)
  })

  it('tells each grant, whatever its names', () => {
    const grant = { framework: 'web', role: 'prod', agent: 'a', resources: 'cpus:1', stage: 2 }
    const quoted = { ...grant, agent: 'a"b' }
    const kept = { ...grant, resources: 'disk(prod)[9f0f1b3c-1a2b-4c3d-8e4f-5a6b7c8d9e0f:data]:10' }
    const body = { run: 3, trigger: 'batch', grants: [grant, quoted, kept], refusals: [], refusalsOmitted: 4 }
    const story = new Story()
    story.recorder.add({ at: 0, type: 'allocation', name: 'batch', link: 3, cause: -1, body })
    expect(traceText(story.into())).toBe(
      '0 ms  allocation 3, batch: web[prod] a cpus:1, web[prod] a"b cpus:1, web[prod] a disk(prod)[9f0f1b3c:data]:10, omitted × 4',
    )
  })

  it('tells only the messages of a name where one is given', () => {
    expect(traceText(told().into(), 'DECLINE')).toBe('6 ms  driver:marathon -> master  DECLINE  step 3')
  })

  it('leaves out what is deeper and keeps the ordinals', () => {
    const text = traceText(told().into(), { depth: 1, ordinals: true, cast: CAST })
    expect(text.split('\n').map((line) => line.trim().split(' ')[0])).toEqual(['0', '2', '3', '4', '5', '6', '7'])
  })
})

describe('a trace as a figure', () => {
  it('is a Mermaid sequence diagram with the lanes of the depth', () => {
    expect(mermaid(told().into(), { cast: CAST, depth: 1 })).toMatchInlineSnapshot(`
      "sequenceDiagram
        participant p0 as marathon
        participant p1 as master
        participant p2 as agent-1
        p1->>p0: [2] 3 ms 2 ResourceOffersMessage
        p0->>p1: [4] 6 ms 3 DECLINE
        p1-xp2: [6] 10 ms 7 RunTaskMessage
      "
    `)
  })

  it('keeps Mermaid from reading names as its own signs', () => {
    const story = new Story()
    story.pass('client', 'marathon', 'GET /v2/apps;#1', 2)
    expect(mermaid(story.into(), { cast: CAST })).toContain('GET /v2/apps#59;#35;1')
  })

  it('is a PlantUML sequence diagram', () => {
    const lines = plantuml(told().into(), { cast: CAST, depth: 1, laneName: ({ id }) => `the ${id}` })
      .trimEnd()
      .split('\n')
    expect(lines).toContain('participant "the marathon" as p0')
    expect(lines).toContain('p1 ->x p2 : [6] 10 ms 7 RunTaskMessage')
    expect([lines[0], lines.at(-1)]).toEqual(['@startuml', '@enduml'])
  })
})
