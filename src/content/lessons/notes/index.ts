/** What a presenter may say at each step of each lesson. Loaded with the presentation, never with the lesson. */
import type { BothWords } from '#model/lesson.ts'

/** By the lesson's id; one note for each step, in their order. */
export const NOTES: Readonly<Record<string, () => Promise<readonly BothWords[]>>> = {
  'twelve-steps': async () => (await import('./twelve-steps.ts')).TWELVE_STEPS_NOTES,
  'saying-no': async () => (await import('./saying-no.ts')).SAYING_NO_NOTES,
  'who-is-next': async () => (await import('./who-is-next.ts')).WHO_IS_NEXT_NOTES,
  quota: async () => (await import('./quota.ts')).QUOTA_NOTES,
  'two-acknowledgements': async () => (await import('./two-acknowledgements.ts')).TWO_ACKNOWLEDGEMENTS_NOTES,
  executors: async () => (await import('./executors.ts')).EXECUTORS_NOTES,
  'lost-and-found': async () => (await import('./lost-and-found.ts')).LOST_AND_FOUND_NOTES,
  crashes: async () => (await import('./crashes.ts')).CRASHES_NOTES,
  'rolling-upgrades': async () => (await import('./rolling-upgrades.ts')).ROLLING_UPGRADES_NOTES,
  'why-waiting': async () => (await import('./why-waiting.ts')).WHY_WAITING_NOTES,
}
