/** “Find me a run where…” as a reader knows it. */
import type { Locator } from '@playwright/test'
import { FIND_TEXTS } from '#content/locales/parts/find.ts'
import { filled, type Sentence } from '#content/locales/words.ts'
import type { Mesoscope } from './mesoscope.ts'

type Key = keyof typeof FIND_TEXTS.en

export class FindDialog {
  private readonly mesoscope: Mesoscope

  constructor(mesoscope: Mesoscope) {
    this.mesoscope = mesoscope
  }

  say(key: Key, params: Readonly<Record<string, string | number>> = {}): string {
    const sentence: Sentence = FIND_TEXTS[this.mesoscope.lang][key]
    return filled(typeof sentence === 'string' ? sentence : sentence.other, params)
  }

  get dialog(): Locator {
    return this.mesoscope.page.getByRole('dialog', { name: this.say('title') })
  }

  async open(): Promise<void> {
    await this.mesoscope.page.keyboard.press('R')
    await this.dialog.waitFor()
  }

  box(key: Key): Locator {
    return this.dialog.getByRole('textbox', { name: this.say(key), exact: true })
  }

  choice(key: Key): Locator {
    return this.dialog.getByRole('combobox', { name: this.say(key), exact: true })
  }

  button(key: Key, params: Readonly<Record<string, string | number>> = {}): Locator {
    return this.dialog.getByRole('button', { name: this.say(key, params), exact: true })
  }

  get hits(): Locator {
    return this.dialog.getByRole('region', { name: this.say('list') }).getByRole('listitem')
  }

  /** Presses Search and waits for the last run. */
  async search(): Promise<void> {
    await this.button('start').click()
    await this.button('start').waitFor({ timeout: 45_000 })
  }
}
