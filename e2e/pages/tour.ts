/** The tour of the page: its welcome, its offer in a line, its card. */
import type { Locator } from '@playwright/test'
import { stopOf, TOUR, TOUR_WORDS } from '#content/tour.ts'
import type { Mesoscope } from './mesoscope.ts'

export class TourPage {
  readonly mesoscope: Mesoscope
  readonly stops = TOUR.length

  constructor(mesoscope: Mesoscope) {
    this.mesoscope = mesoscope
  }

  private word(key: keyof typeof TOUR_WORDS): string {
    return TOUR_WORDS[key][this.mesoscope.lang]
  }

  private region(name: string): Locator {
    return this.mesoscope.page.getByRole('region', { name, exact: true })
  }

  get welcome(): Locator {
    return this.region(TOUR[0].title[this.mesoscope.lang])
  }

  /** The card, or the line that offers the tour. */
  get card(): Locator {
    return this.region(this.word('name'))
  }

  button(key: keyof typeof TOUR_WORDS): Locator {
    return this.mesoscope.page.getByRole('button', { name: this.word(key), exact: true })
  }

  get next(): Locator {
    return this.card.getByRole('button', { name: this.word('next'), exact: true })
  }

  heading(stop: number): Locator {
    return this.card.getByRole('heading', { name: TOUR[stop]?.title[this.mesoscope.lang] ?? '', exact: true })
  }

  count(stop: number): Locator {
    return this.card.getByText(stopOf(stop + 1, TOUR.length)[this.mesoscope.lang])
  }
}
