import { describe, expect, it } from 'vitest'
import { makeLearning, NOTHING_LEARNT, parseLearning, printLearning } from './learning.ts'
import { clearLearning, noteMissed, notePrediction, noteStep } from './learningNotes.ts'

function memory() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

describe('what a learner has done', () => {
  it('survives a reload', () => {
    const storage = memory()
    const store = makeLearning(storage)
    noteStep(store, 'twelve-steps', 3, 14)
    notePrediction(store, 'answer', false)
    expect(makeLearning(storage).getState()).toEqual(store.getState())
    expect(store.getState().lessons['twelve-steps']).toEqual({ reached: 4, done: false })
  })

  it('never goes back, and is done at the last step', () => {
    const store = makeLearning(memory())
    noteStep(store, 'a', 4, 5)
    noteStep(store, 'a', 1, 5)
    expect(store.getState().lessons['a']).toEqual({ reached: 5, done: true })
  })

  it('is cleared on request', () => {
    const store = makeLearning(memory())
    noteStep(store, 'a', 4, 5)
    clearLearning(store)
    expect(store.getState()).toEqual(NOTHING_LEARNT)
  })

  it('comes back as it was taken away', () => {
    const store = makeLearning(memory())
    noteStep(store, 'a', 4, 5)
    notePrediction(store, 'offered', true)
    noteMissed(store, 'k1', 'answer:3:O1', false)
    expect(parseLearning(printLearning(store.getState()))).toEqual(store.getState())
  })

  it.each(['', '[]', 'null', '{"version":2}', '{"lessons":{}}', '<b>'])('is not read from %s', (text) => {
    expect(parseLearning(text)).toBeNull()
  })

  it('keeps what was missed until it is answered rightly', () => {
    const store = makeLearning(memory())
    noteMissed(store, 'k1', 'a', false)
    noteMissed(store, 'k1', 'b', false)
    noteMissed(store, 'k2', 'c', true)
    expect(store.getState().missed).toEqual({ k1: ['a', 'b'] })
    noteMissed(store, 'k1', 'a', true)
    noteMissed(store, 'k1', 'b', true)
    expect(store.getState().missed).toEqual({})
  })

  it('is bounded and typed where somebody else wrote it', () => {
    const text = JSON.stringify({
      version: 1,
      current: 7,
      lessons: { a: { reached: -4, done: 'yes' }, ['x'.repeat(1000)]: { reached: 1, done: true }, b: 3 },
      predicted: [],
      missed: { a: ['x', 7, 'y'.repeat(1000)], ['k'.repeat(1000)]: ['x'], b: 'z' },
    })
    expect(parseLearning(text)).toEqual({
      ...NOTHING_LEARNT,
      lessons: { a: { reached: 0, done: false } },
      missed: { a: ['x'] },
    })
  })
})
