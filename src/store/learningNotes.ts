/** What is noted of a learner's steps and answers; loaded with lessons and questions, not with the page. */
import { type LearningStore, MOST_MISSED, MOST_SCENARIOS, NOTHING_LEARNT } from './learning.ts'

/** Notes how far a lesson has come; never back. */
export function noteStep(store: LearningStore, lesson: string, step: number, steps: number): void {
  const { lessons } = store.getState()
  const before = lessons[lesson] ?? { reached: 0, done: false }
  const after = { reached: Math.max(before.reached, step + 1), done: before.done || step + 1 >= steps }
  if (after.reached === before.reached && after.done === before.done) return
  store.setState({ lessons: { ...lessons, [lesson]: after } })
}

export function notePrediction(store: LearningStore, kind: string, right: boolean): void {
  const { predicted } = store.getState()
  const before = predicted[kind] ?? { right: 0, wrong: 0 }
  const after = right ? { ...before, right: before.right + 1 } : { ...before, wrong: before.wrong + 1 }
  store.setState({ predicted: { ...predicted, [kind]: after } })
}

/** Keeps a question that was missed; one that is answered rightly now is kept no more. */
export function noteMissed(store: LearningStore, scenario: string, id: string, right: boolean): void {
  const { [scenario]: before = [], ...others } = store.getState().missed
  const ids = [...before.filter((one) => one !== id), ...(right ? [] : [id])].slice(-MOST_MISSED)
  if (ids.length === 0 && before.length === 0) return
  const kept = Object.entries(others).slice(1 - MOST_SCENARIOS)
  store.setState({ missed: Object.fromEntries(ids.length === 0 ? kept : [...kept, [scenario, ids]]) })
}

export function clearLearning(store: LearningStore): void {
  const { current, predicting } = store.getState()
  store.setState({ ...NOTHING_LEARNT, current, predicting })
}
