import { describe, expect, it } from 'vitest'
import { decodeText } from '#base/platform.ts'
import { jsonLine } from '#model/trace/decode.ts'
import { TraceStore } from '#model/trace/store.ts'
import { JsonWriter } from './jsonWriter.ts'
import { declinedOffers, Story } from './trace.fixture.ts'

/** Every type of record, names that JSON quotes, a body in two scripts, in two chunks. */
function chunks() {
  const story = new Story()
  const { recorder } = story
  story.state('master', 'leading')
  declinedOffers(story, 0, 5000)
  const sent = story.send('a"b\\', '节点', 'GET /v2/apps/{id}', 3, { body: { text: 'é\n😀', list: [1, null] } })
  const first = recorder.take()
  story.wait(3)
  story.end(sent, 'delivered', { from: 'a"b\\', to: '节点', name: 'GET /v2/apps/{id}' })
  story.lose('master', 'agent-1', 'RunTaskMessage', { step: 7 })
  story.timer('master', 'ping "1"', 'armed', 15_010)
  recorder.add({ at: 9, type: 'timer', from: 'master', name: 'ping', what: 'cancelled', due: null, cause: 2 })
  recorder.add({ at: 9, type: 'exited', from: 'master', to: 'agent-1', cause: 0 })
  const seen = { seenBy: 'master', reason: null }
  recorder.add({ at: 9, type: 'task', from: 'web', to: 't', name: 'TASK_LOST', link: 1, cause: 0, body: seen })
  recorder.add({ at: 9, type: 'action', name: 'crashMaster', cause: -1, body: { do: 'crashMaster' } })
  recorder.add({ at: 9, type: 'broken', name: 'x', cause: -1, body: { detail: 'y' } })
  recorder.add({ at: 9, type: 'halted', name: 'until', cause: -1 })
  return [first, recorder.take()]
}

describe('a trace as JSON lines in bytes', () => {
  it('is what each record says on its own', () => {
    const trace = new TraceStore()
    const writer = new JsonWriter(trace)
    let text = ''
    const lines: string[] = []
    for (const chunk of chunks()) {
      trace.append(chunk)
      for (let i = chunk.first; i < trace.count; i += 1) {
        writer.line(chunk, i)
        lines.push(jsonLine(trace, i))
      }
      text += decodeText(writer.out.bytes, 0, writer.out.used)
      writer.out.used = 0
    }
    expect(text.split('\n').slice(0, -1)).toEqual(lines)
    expect(lines.map((line) => JSON.parse(line) as { type: string }).length).toBe(trace.count)
  })
})
