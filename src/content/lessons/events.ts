/** Short ways to write what a lesson waits for. */
import type { BothWords, LessonEvent, LessonStep } from '#model/lesson.ts'

export function both(en: string, zh: string): BothWords {
  return { en, zh }
}

type Where = NonNullable<LessonEvent['where']>

/** A message has arrived. */
export function arrived(name: string, where: Where = {}): LessonEvent {
  return { type: 'delivered', where: { name, ...where } }
}

export function sent(name: string, where: Where = {}): LessonEvent {
  return { type: 'sent', where: { name, ...where } }
}

/** Somebody learns that a task is in a state. */
export function task(state: string, seenBy: string, where: Where = {}): LessonEvent {
  return { type: 'task', where: { state, seenBy, ...where } }
}

/** A decline has set a filter of a framework, in a role and on an agent where these are given: it is drawn from here on. */
export function filtered(framework: string, where = ''): LessonEvent {
  return { type: 'timer', where: { of: 'allocator', name: `filter/${framework}/${where}*`, what: 'armed' } }
}

export function acted(action: string, where: Where = {}): LessonEvent {
  return { type: 'action', where: { do: action, ...where } }
}

/** A step that only tells. */
export function told(on: LessonEvent | null, headline: BothWords, text: BothWords): LessonStep {
  return { on, headline, text }
}
