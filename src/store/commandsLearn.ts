/** Commands of learning and teaching: questions, presentation. */
import type { App } from './app.ts'
import type { Command } from './command.ts'
import { learningOf } from './learning.ts'
import { openDialog } from './surface.ts'

/** Large type, in full screen where the browser has one, or back. */
function present({ surface, intents }: App): void {
  const { presenting } = surface.getState()
  intents.setPlaying(false)
  surface.setState({ presenting: !presenting, dialog: null, menu: null, tour: null })
  const { fullscreenElement, documentElement } = document
  // A browser that refuses, or has no full screen, presents in its window.
  if (presenting && fullscreenElement) void document.exitFullscreen().catch(() => undefined)
  else if (!presenting) void documentElement.requestFullscreen?.().catch(() => undefined)
}

export const LEARN_COMMANDS: readonly Command[] = [
  {
    id: 'tour',
    name: 'command.tour',
    group: 'page',
    keys: [],
    run: ({ surface, intents }) => {
      intents.setPlaying(false)
      intents.setSettings({ invited: true })
      surface.setState({ tour: 0, dialog: null })
    },
  },
  {
    id: 'predict',
    name: 'command.predict',
    group: 'page',
    keys: [],
    run: (app) => learningOf(app).setState(({ predicting }) => ({ predicting: !predicting })),
  },
  {
    id: 'handout',
    name: 'command.handout',
    group: 'page',
    keys: [],
    when: ({ surface }) => surface.getState().lesson !== null,
    run: ({ surface }) => openDialog(surface, 'handout', surface.getState().lesson),
  },
  {
    id: 'present',
    name: 'command.present',
    group: 'page',
    keys: [],
    run: present,
  },
]
