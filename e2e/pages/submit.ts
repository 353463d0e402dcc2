/** The dialog that submits an app. */
import type { Locator } from '@playwright/test'
import type { Mesoscope } from './mesoscope.ts'

export class SubmitDialog {
  readonly page: Mesoscope

  constructor(page: Mesoscope) {
    this.page = page
  }

  get root(): Locator {
    return this.page.page.getByRole('dialog', { name: this.page.word('submit.title') })
  }

  async open(): Promise<void> {
    await this.page.button('act.submit').click()
    await this.root.waitFor()
  }

  field(key: Parameters<Mesoscope['word']>[0]): Locator {
    return this.root.getByRole('textbox', { name: this.page.word(key), exact: true })
  }

  /** Types as a hand does: `fill` over Firefox' protocol sets the value behind React's back. */
  async type(key: Parameters<Mesoscope['word']>[0], text: string): Promise<void> {
    await this.field(key).press('Control+a')
    await this.field(key).pressSequentially(text)
  }

  async tab(key: 'submit.form' | 'submit.json'): Promise<void> {
    await this.root.getByRole('tab', { name: this.page.word(key) }).click()
  }

  get json(): Locator {
    return this.root.getByRole('textbox', { name: this.page.word('submit.json'), exact: true })
  }

  async send(): Promise<void> {
    await this.root.getByRole('button', { name: this.page.word('submit.do') }).click()
    await this.root.waitFor({ state: 'hidden' })
  }
}
