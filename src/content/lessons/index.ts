/** The lessons in their order. Each is loaded when it is opened; what the list shows of it stands here. */
import type { Lesson } from '#model/lesson.ts'

export interface LessonEntry {
  readonly id: string
  readonly load: () => Promise<Lesson>
}

export const LESSONS: readonly LessonEntry[] = [
  { id: 'twelve-steps', load: async () => (await import('./twelve-steps.ts')).TWELVE_STEPS },
  { id: 'saying-no', load: async () => (await import('./saying-no.ts')).SAYING_NO },
  { id: 'who-is-next', load: async () => (await import('./who-is-next.ts')).WHO_IS_NEXT },
  { id: 'quota', load: async () => (await import('./quota.ts')).QUOTA },
  { id: 'two-acknowledgements', load: async () => (await import('./two-acknowledgements.ts')).TWO_ACKNOWLEDGEMENTS },
  { id: 'executors', load: async () => (await import('./executors.ts')).EXECUTORS },
  { id: 'lost-and-found', load: async () => (await import('./lost-and-found.ts')).LOST_AND_FOUND },
  { id: 'crashes', load: async () => (await import('./crashes.ts')).CRASHES },
  { id: 'rolling-upgrades', load: async () => (await import('./rolling-upgrades.ts')).ROLLING_UPGRADES },
  { id: 'why-waiting', load: async () => (await import('./why-waiting.ts')).WHY_WAITING },
]

export function loadLessons(): Promise<readonly Lesson[]> {
  return Promise.all(LESSONS.map(({ load }) => load()))
}
