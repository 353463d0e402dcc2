import { describe, expect, it } from 'vitest'
import { LaneBook } from './lanes.ts'
import { CAST, firstApp, Story } from './trace.fixture.ts'
import { firstHolding, type Condition } from './until.ts'
import { DEFAULT_VIEW } from './view.ts'

function found(story: Story, condition: Condition, from = 0, to = Infinity): number {
  const trace = story.into()
  return firstHolding(trace, new LaneBook(CAST, DEFAULT_VIEW), condition, [from, to])
}

function task(story: Story, name: string, state: string): number {
  const { recorder, now: at } = story
  const link = recorder.number('agent-1')
  const body = { seenBy: 'executor', reason: null }
  return recorder.add({ at, type: 'task', from: 'marathon', to: name, name: state, cause: -1, link, body })
}

describe('running until', () => {
  const tasks = (): { story: Story; web: number; batch: number } => {
    const story = new Story()
    task(story, 'web.instance-1', 'TASK_STARTING')
    const web = task(story, 'web.instance-1', 'TASK_RUNNING')
    const batch = task(story, 'job-3', 'TASK_RUNNING')
    return { story, web, batch }
  }

  it('a task runs: any, one of an app, one of several by their common name', () => {
    const { story, web, batch } = tasks()
    expect(found(story, { kind: 'running', what: null })).toBe(web)
    expect(found(tasks().story, { kind: 'running', what: '/web' })).toBe(web)
    expect(found(tasks().story, { kind: 'running', what: 'job' })).toBe(batch)
    expect(found(tasks().story, { kind: 'running', what: 'jo' })).toBe(-1)
    expect(found(tasks().story, { kind: 'running', what: '/we' })).toBe(-1)
  })

  it('an offer is declined, by a framework or by any', () => {
    const any = found(firstApp(2), { kind: 'declined', framework: null })
    expect(any).toBeGreaterThan(0)
    expect(found(firstApp(2), { kind: 'declined', framework: 'marathon' })).toBe(any)
    expect(found(firstApp(2), { kind: 'declined', framework: 'batch' })).toBe(-1)
    expect(found(firstApp(2), { kind: 'declined', framework: null }, any + 1)).toBeGreaterThan(any)
  })

  it('a share rises above a value, not while it stays there', () => {
    const shares = (): Story => {
      const story = new Story()
      for (const [value, n] of [0.1, 0.4, 0.5, 0.2, 0.6].map((share, i) => [share, i] as const)) {
        story.state('master', `s${n}`)
        story.share('*', 'marathon', value)
      }
      return story
    }
    const above = { kind: 'share', framework: 'marathon', above: 0.3 } as const
    const first = found(shares(), above)
    expect(first).toBeGreaterThan(0)
    const second = found(shares(), above, first + 1)
    expect(second).toBe(first + 3)
    expect(found(shares(), above, second + 1)).toBe(-1)
    expect(found(shares(), { ...above, framework: 'other' })).toBe(-1)
    expect(found(shares(), above, 0, first)).toBe(-1)
  })

  it('an invariant is broken', () => {
    const story = firstApp(0)
    const body = { invariant: 'offeredOnce', detail: 'x' }
    const broken = story.recorder.add({ at: story.now, type: 'broken', name: 'offeredOnce', cause: -1, body })
    expect(found(story, { kind: 'broken' })).toBe(broken)
    expect(found(firstApp(0), { kind: 'broken' })).toBe(-1)
  })

  it('a message says something, of a kind or of any', () => {
    const any = found(firstApp(0), { kind: 'message', text: 'task_running', of: null })
    const status = found(firstApp(0), { kind: 'message', text: 'task_running', of: 'status' })
    expect(status).toBe(any)
    expect(status).toBeGreaterThan(0)
    expect(found(firstApp(0), { kind: 'message', text: 'task_running', of: 'offer' })).toBe(-1)
  })
})
