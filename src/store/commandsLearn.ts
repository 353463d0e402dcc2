/** Commands of learning: questions, the tour. */
import type { Command } from './command.ts'
import { learningOf } from './learning.ts'

export const LEARN_COMMANDS: readonly Command[] = [
  {
    id: 'predict',
    name: 'command.predict',
    group: 'page',
    keys: [],
    run: (app) => learningOf(app).setState(({ predicting }) => ({ predicting: !predicting })),
  },
]
