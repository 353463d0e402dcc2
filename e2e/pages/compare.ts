/** Two branches beside each other, by roles and names; words are the page's own. */
import type { Locator } from '@playwright/test'
import { COMPARE_TEXTS } from '#content/locales/parts/compare.ts'
import { filled, type Sentence } from '#content/locales/words.ts'
import type { Mesoscope } from './mesoscope.ts'

type Key = keyof (typeof COMPARE_TEXTS)['en']

export class ComparePage {
  readonly mesoscope: Mesoscope

  constructor(mesoscope: Mesoscope) {
    this.mesoscope = mesoscope
  }

  word(key: Key, params: Readonly<Record<string, string | number>> = {}): string {
    const sentence: Sentence = COMPARE_TEXTS[this.mesoscope.lang][key]
    return filled(typeof sentence === 'string' ? sentence : sentence.other, params)
  }

  get region(): Locator {
    return this.mesoscope.page.getByRole('region', { name: this.word('title') })
  }

  /** The diagram of one side, by the name of its branch. */
  diagram(side: 'left' | 'right', name: string): Locator {
    return this.region.getByRole('application', { name: this.word(`name.${side}`, { name }), exact: true })
  }

  get differences(): Locator {
    return this.region.getByRole('region', { name: this.word('list') }).getByRole('button')
  }

  /** What is selected on either side, in words, fields and receipts. */
  get details(): Locator {
    return this.region.getByRole('complementary', { name: this.word('details') })
  }

  /** Which side the details are of. */
  detailsOf(side: 'left' | 'right'): Locator {
    return this.region
      .getByRole('radiogroup', { name: this.word('detailsOf') })
      .getByRole('radio', { name: this.word(side), exact: true })
  }

  /** The difference that the reader stands on. */
  get here(): Locator {
    return this.region.getByRole('region', { name: this.word('list') }).locator('[aria-current=step]')
  }

  table(key: 'shares' | 'placements'): Locator {
    return this.region.getByRole('region', { name: this.word(key) }).getByRole('table')
  }

  button(key: Key): Locator {
    return this.region.getByRole('button', { name: this.word(key), exact: true })
  }
}
