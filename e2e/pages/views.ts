/** Every view of the page and how a reader comes to it, each from the page as it is when nothing is open. */
import { expect } from '@playwright/test'
import type { Key } from '#content/locales/words.ts'
import type { Mesoscope } from './mesoscope.ts'

export interface View {
  readonly name: string
  /** What of the page is the view's own: the rest stands in another view already. */
  readonly within?: '[role=dialog]' | '[role=menu]'
  readonly open: (mesoscope: Mesoscope) => Promise<void>
}

/** A dialog that a command of the palette opens. */
function dialog(key: Key, then: (mesoscope: Mesoscope) => Promise<void> = async () => undefined): View {
  return {
    name: key,
    within: '[role=dialog]',
    open: async (mesoscope) => {
      await mesoscope.run(key)
      await expect(mesoscope.dialog).toBeVisible()
      await then(mesoscope)
    },
  }
}

/** A dialog that a button of the page opens. */
function act(key: Key): View {
  return {
    name: key,
    within: '[role=dialog]',
    open: async (mesoscope) => {
      await mesoscope.button(key).click()
      await expect(mesoscope.dialog).toBeVisible()
    },
  }
}

/** A menu that a button opens. */
function menu(key: Key): View {
  return {
    name: key,
    within: '[role=menu]',
    open: async (mesoscope) => {
      await mesoscope.button(key).click()
      await expect(mesoscope.page.getByRole('menu')).toBeVisible()
    },
  }
}

function depth(n: 1 | 2 | 3): View {
  return {
    name: `depth ${n}`,
    open: async (mesoscope) => {
      await mesoscope.page.getByRole('radio', { name: mesoscope.word(`depth.${n}`) }).check()
      await mesoscope.drawn()
    },
  }
}

function beside(tab: 'transcript' | 'machine' | 'allocation'): View {
  return {
    name: tab,
    open: async (mesoscope) => {
      await mesoscope.run(`command.${tab}`)
      const region = mesoscope.page.getByRole('region', { name: mesoscope.word('beside.title') })
      const inside = { transcript: 'table', machine: 'figure', allocation: 'table' } as const
      await expect(region.getByRole(inside[tab]).first()).toBeVisible()
    },
  }
}

const PAGE: readonly View[] = [
  depth(2),
  depth(3),
  depth(1),
  { name: 'a selected message', open: (mesoscope) => mesoscope.page.keyboard.press('k') },
  {
    name: 'search',
    open: async (mesoscope) => {
      await mesoscope.page.keyboard.press('/')
      // Letters of an input method are no keys: they need the field, which comes a moment later.
      await expect(mesoscope.page.getByRole('search').getByRole('searchbox')).toBeFocused()
      await mesoscope.page.keyboard.type(mesoscope.word('message.resourceOffer'))
      await expect(mesoscope.page.getByRole('search')).toContainText(/\d/)
    },
  },
  {
    name: 'the questions',
    open: async (mesoscope) => {
      await mesoscope.button('predict.title').click()
      const region = mesoscope.page.getByRole('region', { name: mesoscope.word('predict.title'), exact: true })
      await region.getByRole('button', { name: mesoscope.word('predict.next') }).click()
      await expect(region.getByRole('group')).toBeVisible()
    },
  },
]

/** Those that take the diagram's place, or all of the page. */
const ROOMS: readonly View[] = [
  {
    name: 'concept figure',
    open: async (mesoscope) => {
      await mesoscope.run('command.nextView')
      await expect(mesoscope.diagram).toHaveCount(0)
    },
  },
  {
    name: 'two branches',
    open: async (mesoscope) => {
      await mesoscope.run('command.toEnd')
      await mesoscope.run('command.previousBeat')
      await mesoscope.button('act.crash').click()
      await mesoscope.page.getByRole('menuitem').first().press('Enter')
      await mesoscope.run('command.compare')
      await expect(mesoscope.page.getByRole('application')).toHaveCount(2)
    },
  },
]

const DIALOGS: readonly View[] = [
  dialog('command.submit'),
  dialog('command.submit', (mesoscope) =>
    mesoscope.page.getByRole('tab', { name: mesoscope.word('submit.json') }).click(),
  ),
  act('act.scale'),
  act('act.kill'),
  dialog('command.operate'),
  dialog('command.share'),
  dialog('command.editor'),
  dialog('command.editor', (mesoscope) =>
    mesoscope.page.getByRole('radio', { name: mesoscope.word('editor.form') }).check(),
  ),
  dialog('command.why'),
  dialog('command.settings'),
]

const BOOKS: readonly View[] = [
  dialog('command.learn'),
  dialog('command.learn', (mesoscope) =>
    mesoscope.page.getByRole('tab', { name: mesoscope.word('learn.glossary') }).click(),
  ),
  dialog('command.help'),
  dialog('command.gallery'),
  dialog('command.find'),
  dialog('command.until'),
  dialog('command.markers'),
  {
    name: 'palette',
    within: '[role=dialog]',
    open: async (mesoscope) => {
      await mesoscope.page.keyboard.press('Control+k')
      await expect(mesoscope.dialog).toBeVisible()
    },
  },
]

const MENUS: readonly View[] = [
  menu('act.crash'),
  menu('act.cut'),
  menu('act.lose'),
  menu('act.drain'),
  {
    name: 'scenarios',
    within: '[role=menu]',
    open: async ({ page }) => {
      await page.getByRole('banner').getByRole('button').first().click()
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
  {
    name: 'branches',
    within: '[role=menu]',
    open: async ({ page }) => {
      await page.getByRole('button', { name: /^(Branch|分支)/ }).click()
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
]

export const VIEWS = {
  page: PAGE,
  beside: [beside('transcript'), beside('machine'), beside('allocation')],
  rooms: ROOMS,
  dialogs: DIALOGS,
  books: BOOKS,
  menus: MENUS,
} as const
