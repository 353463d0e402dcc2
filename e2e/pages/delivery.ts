/** Changing when one message arrives: the dialog, and the arrow's head in the diagram. */
import { expect, type Locator } from '@playwright/test'
import { DELIVERY_TEXTS } from '#content/locales/parts/delivery.ts'
import { filled, type Sentence } from '#content/locales/words.ts'
import type { Mesoscope } from './mesoscope.ts'

type Key = keyof (typeof DELIVERY_TEXTS)['en']

export class DeliveryPage {
  readonly mesoscope: Mesoscope

  constructor(mesoscope: Mesoscope) {
    this.mesoscope = mesoscope
  }

  word(key: Key, params: Readonly<Record<string, string | number>> = {}): string {
    const sentence: Sentence = DELIVERY_TEXTS[this.mesoscope.lang][key]
    return filled(typeof sentence === 'string' ? sentence : sentence.other, params)
  }

  get dialog(): Locator {
    return this.mesoscope.page.getByRole('dialog', { name: this.word('title') })
  }

  field(key: 'at' | 'delay'): Locator {
    return this.dialog.getByRole('textbox', { name: this.word(key) })
  }

  get send(): Locator {
    return this.dialog.getByRole('button', { name: this.word('do') })
  }

  /** Where the head of a message's arrow is, px in the page: the drawing's names lie over their arrows. */
  async headOf(message: Locator): Promise<{ readonly x: number; readonly y: number }> {
    await expect(message).toBeVisible()
    const box = await message.boundingBox()
    if (!box) throw new Error('the message is not drawn')
    return { x: box.x + box.width - 1, y: box.y + box.height - 1 }
  }

  /** The wishes for deliveries in the scenario. */
  async wishes(): Promise<readonly { readonly atMs: number; readonly deliverMs: number }[]> {
    const { scenario } = await this.mesoscope.state()
    const actions = typeof scenario === 'string' ? [] : (scenario.actions ?? [])
    return actions.flatMap((action) =>
      action.do === 'deliverAt' ? [{ atMs: action.atMs ?? 0, deliverMs: action.deliverMs }] : [],
    )
  }
}
