/** A reader without a mouse: Tab goes from stop to stop, and every stop is seen. */
import { expect, type Locator, type Page } from '@playwright/test'

/** More stops than the page has: who is not met by then cannot be reached. */
const MOST_STOPS = 160

/** What has the focus, as somebody in front of the screen sees it. */
export interface Stop {
  readonly name: string
  /** Name of the landmark that it stands in. */
  readonly area: string
  readonly isMarked: boolean
  readonly isInView: boolean
}

export class Keyboard {
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key)
  }

  /** Goes on with Tab, or back with Shift+Tab, until the target has the focus. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeVisible()
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await this.press(key)
    }
    throw new Error(`the keyboard does not come to ${String(target)}`)
  }

  async use(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.tabTo(target)
    await this.press(key)
  }

  /** In a menu that is open: down to the entry, and takes it. */
  async choose(entry: Locator): Promise<void> {
    await expect(entry).toBeVisible()
    for (let steps = 0; steps < MOST_STOPS; steps += 1) {
      if (await entry.evaluate((element) => element === document.activeElement)) return this.press('Enter')
      await this.press('ArrowDown')
    }
    throw new Error(`the arrows do not come to ${String(entry)}`)
  }

  /** The focus is somewhere: never on the bare page. */
  async keepsFocus(): Promise<void> {
    await expect.poll(() => this.page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
  }

  stop(): Promise<Stop> {
    return this.page.evaluate(() => {
      const element = document.activeElement ?? document.body
      const looks = (of: Element, pseudo?: string): boolean => {
        const { outlineStyle, outlineWidth, borderStyle, content } = getComputedStyle(of, pseudo)
        const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0
        return pseudo ? content !== 'none' && (outlined || borderStyle !== 'none') : outlined
      }
      const around = element.parentElement?.closest('label, li, tr')
      const marks = [looks(element), looks(element, '::after'), around ? looks(around) : false]
      const box = element.getBoundingClientRect()
      const area = element.closest('header, main, aside, footer, section[aria-label]')
      return {
        name: element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40),
        area: area?.getAttribute('aria-label') ?? area?.tagName.toLowerCase() ?? '',
        isMarked: marks.some(Boolean),
        isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      }
    })
  }
}
