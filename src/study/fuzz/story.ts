/** One step of a story, and what a story is. */
import { nextInt, type RngState } from '#base/rng.ts'
import type { ActionName, ScenarioDocument } from '#model/scenario/document.ts'
import type { Keys } from './actions.ts'

export interface Step {
  /** Virtual ms after the step before. */
  readonly afterMs: number
  readonly name: ActionName
  /** Keys that the story has chosen already. */
  readonly keys: Keys
}

export type Story = (rng: RngState, document: ScenarioDocument) => readonly Step[]

export function step(rng: RngState, [low, high]: readonly [number, number], name: ActionName, keys: Keys = {}): Step {
  return { afterMs: nextInt(rng, low, high), name, keys }
}
