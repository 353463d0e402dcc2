/** The concept figure: bands with boxes, messages between them, and what happens in words. */
import { expect, type Locator } from '@playwright/test'
import type { Mesoscope } from './mesoscope.ts'

export class ConceptFigure {
  readonly mesoscope: Mesoscope

  constructor(mesoscope: Mesoscope) {
    this.mesoscope = mesoscope
  }

  get root(): Locator {
    return this.mesoscope.page.getByRole('region', { name: this.mesoscope.word('concept.title') })
  }

  async open(): Promise<void> {
    await this.mesoscope.page.keyboard.press('v')
    await expect(this.root).toBeVisible()
  }

  /** By a link that names the view. */
  async openAt(scenario: string): Promise<void> {
    await this.mesoscope.page.goto(`/#/s/${scenario}?v=1&view=concept`)
    await this.mesoscope.ready()
    await expect(this.root).toBeVisible()
  }

  /** A box by the beginning of its name: `Scheduler Marathon`. */
  box(name: string): Locator {
    return this.root
      .getByRole('list', { name: this.mesoscope.word('concept.boxes') })
      .getByRole('button', { name: new RegExp(`^${name}`) })
  }

  /** A message that is between boxes, by its words and its ends. */
  message(label: string, ends: { readonly from: string; readonly to: string }): Locator {
    return this.messages.getByRole('button', { name: this.mesoscope.word('message.name', { message: label, ...ends }) })
  }

  get messages(): Locator {
    return this.root.getByRole('region', { name: this.mesoscope.word('concept.messages') })
  }
}
