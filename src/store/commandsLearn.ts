/** Commands of learning and teaching: questions, presentation. */
import type { Command } from './command.ts'
import { learningOf } from './learning.ts'
import { openDialog } from './surface.ts'

/** Full screen and large type (by `:fullscreen`), or back. Page down and up go from beat to beat, in a lesson from part to part. */
function present(): void {
  const { fullscreenElement, documentElement } = document
  // A browser that refuses, or has no full screen, leaves the page as it is.
  if (fullscreenElement) void document.exitFullscreen().catch(() => undefined)
  else void documentElement.requestFullscreen().catch(() => undefined)
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
    when: () => document.fullscreenEnabled,
    run: present,
  },
]
