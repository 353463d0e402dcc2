/** The page as a reader knows it: by roles and names. Words are the page's own, so that the same object speaks both languages. */
import { expect, type Locator, type Page } from '@playwright/test'
import { en } from '#content/locales/en.ts'
import { zh } from '#content/locales/zh.ts'
import type { PageState } from '#store/page.ts'
import { filled, type Key, type Sentence } from '#content/locales/words.ts'

type Lang = 'en' | 'zh'

export class Mesoscope {
  readonly page: Page
  readonly lang: Lang

  constructor(page: Page, lang: Lang = 'en') {
    this.page = page
    this.lang = lang
  }

  /** A word of the page's dictionary; of a plural the form for many. */
  word(key: Key, params: Readonly<Record<string, string | number>> = {}): string {
    const sentence: Sentence = (this.lang === 'en' ? en : zh)[key]
    return filled(typeof sentence === 'string' ? sentence : sentence.other, params)
  }

  /** Opens the page, at a link's fragment where one is given, and waits until its first records are there. */
  async open(fragment = '', search = ''): Promise<void> {
    await this.page.goto(`/${search}${fragment}`)
    await this.ready()
    await this.drawn()
  }

  /** The script is there, and the first scenario has its first records. */
  async ready(): Promise<void> {
    await this.page.evaluate(() => window.mesoscope.ready)
  }

  /** The diagram has drawn what it was asked for. */
  async drawn(): Promise<void> {
    await expect(this.diagram).not.toHaveAttribute('aria-busy', 'true')
  }

  state(): Promise<PageState> {
    return this.page.evaluate(() => window.mesoscope.getState())
  }

  button(key: Key, params?: Readonly<Record<string, string | number>>): Locator {
    return this.page.getByRole('button', { name: this.word(key, params), exact: true })
  }

  get diagram(): Locator {
    return this.page.getByRole('application', { name: this.word('diagram.title') })
  }

  get scrubber(): Locator {
    return this.page.getByRole('slider', { name: this.word('transport.scrubber') })
  }

  get clock(): Locator {
    return this.page.getByRole('timer')
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog')
  }

  get notices(): Locator {
    return this.page.getByRole('region', { name: this.word('notice.title') })
  }

  get apps(): Locator {
    return this.page.getByRole('region', { name: this.word('apps.title') })
  }

  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: this.word('inspector.title') })
  }

  /** A message that is drawn, by its label and its ends. */
  message(label: string, ends: { readonly from: string; readonly to: string }): Locator {
    const name = this.word('message.name', { message: label, ...ends })
    return this.page.getByRole('option', { name })
  }

  menuItem(name: string | RegExp): Locator {
    return this.page.getByRole('menuitem', { name })
  }

  /** The narration's step, by its title. */
  stepTitle(n: number): Locator {
    return this.page.getByRole('heading', { name: this.word('narration.step', { n }), exact: true })
  }

  /** Goes to the next of the twelve steps and gives its number. */
  async nextStep(): Promise<number> {
    const before = (await this.state()).record
    await this.button('narration.next').click()
    await expect.poll(async () => (await this.state()).record).toBeGreaterThan(before)
    await expect.poll(async () => (await this.state()).playing).toBe(false)
    const { record, records } = await this.state()
    await expect(this.clock).toContainText(this.word('transport.event', { n: record + 1, count: records }))
    const step = await this.stepAt(record)
    await expect(this.page.getByRole('heading', { level: 2, name: /^(Step|第) ?\d+/ })).toHaveText(
      this.word('narration.step', { n: step }),
    )
    return step
  }

  /** The newest of the twelve steps that was sent at or before a record; 0 before the first. */
  private stepAt(record: number): Promise<number> {
    return this.page.evaluate(async (last) => {
      const lines = (await window.mesoscope.lines(0, last)).trim().split('\n')
      const sent = lines.map((line) => JSON.parse(line) as { type: string; step?: number })
      return sent.findLast(({ type, step }) => type === 'sent' && step !== undefined)?.step ?? 0
    }, record)
  }

  /** Runs a command as the palette does. */
  async run(key: Key): Promise<void> {
    await this.page.keyboard.press('Control+k')
    const search = this.dialog.getByRole('searchbox', { name: this.word('palette.label') })
    await search.fill(this.word(key))
    await search.press('Enter')
    await expect(search).toHaveCount(0)
  }

  /** Closes what lies over and beside the diagram: dialogs, menus, the search, other views. */
  async alone(): Promise<void> {
    const over = this.dialog.or(this.page.getByRole('menu')).or(this.page.getByRole('search'))
    while ((await over.count()) > 0) {
      await this.page.keyboard.press('Escape')
      await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    }
    const close = this.button('beside.close')
    if (await close.isVisible()) await close.click()
  }

  async setSpeed(speed: string): Promise<void> {
    await this.page.getByRole('button', { name: /^(Speed|速度)/ }).click()
    await this.page.getByRole('menuitemradio', { name: speed, exact: true }).click()
  }

  async goto(record: number): Promise<void> {
    await this.page.evaluate((n) => window.mesoscope.goto(n), record)
  }

  /** Ordinal of the first record that is so. */
  async find(test: {
    readonly type: string
    readonly name?: string
    readonly step?: number
    readonly state?: string
  }): Promise<number> {
    const text = await this.page.evaluate(() => window.mesoscope.lines(0, Number.MAX_SAFE_INTEGER))
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const found = lines.find((line) => Object.entries(test).every(([key, value]) => line[key] === value))
    if (!found) throw new Error(`no record is ${JSON.stringify(test)}`)
    return found['i'] as number
  }
}
