/** A lesson as a learner meets it: in the list, and in the place of the narration. */
import { expect, type Locator } from '@playwright/test'
import type { Lesson } from '#model/lesson.ts'
import type { Mesoscope } from './mesoscope.ts'

export class LessonPage {
  readonly mesoscope: Mesoscope
  readonly lesson: Lesson
  private readonly number: number

  constructor(mesoscope: Mesoscope, lesson: Lesson, number: number) {
    this.mesoscope = mesoscope
    this.lesson = lesson
    this.number = number
  }

  get region(): Locator {
    return this.mesoscope.page.getByRole('region', { name: this.mesoscope.word('lesson.title'), exact: true })
  }

  get beginButton(): Locator {
    const title = this.mesoscope.word('lesson.name', { n: this.number, title: this.lesson.title[this.mesoscope.lang] })
    const begin = ['lesson.begin', 'lesson.again'] as const
    const [first, again] = begin.map((key) =>
      this.mesoscope.dialog.getByRole('button', { name: `${this.mesoscope.word(key)}: ${title}`, exact: true }),
    )
    return (first as Locator).or(again as Locator)
  }

  get next(): Locator {
    return this.region.getByRole('button', { name: this.mesoscope.word('narration.next'), exact: true })
  }

  get doIt(): Locator {
    return this.region.getByRole('button', { name: this.mesoscope.word('lesson.do'), exact: true })
  }

  headline(step: number): Locator {
    const name = this.lesson.steps[step]?.headline[this.mesoscope.lang] ?? ''
    return this.region.getByRole('heading', { name, exact: true })
  }

  /** The goal is reached or on its way. */
  async isUnderWay(): Promise<void> {
    await expect(this.region).toContainText(this.mesoscope.word('lesson.goal.ahead'))
  }
}
