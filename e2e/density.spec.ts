import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** Three schedulers that are offered thirty agents again and again. */
const BUSY = {
  version: 1,
  title: 'Busy',
  seed: 3,
  agents: [{ id: 'node', count: 30, resources: 'cpus:4;mem:4096' }],
  frameworks: ['a', 'b', 'c'].map((id) => ({ id, kind: 'batch', refuseMs: 200 })),
  actions: [],
  untilMs: 20_000,
}

test.describe('a run seen from far', () => {
  test('is told as density on every scale, and an area that is drawn over it fills the place', async ({
    mesoscope,
    page,
  }) => {
    await mesoscope.open()
    await page.evaluate((scenario) => window.mesoscope.load(scenario), BUSY)
    await page.getByRole('radio', { name: mesoscope.word('depth.3') }).check()
    await mesoscope.goto(Number.MAX_SAFE_INTEGER)
    const drawn = mesoscope.diagram.getByRole('option')
    await expect(drawn.first()).toBeAttached()
    for (const _scale of ['gaps', 'true', 'order']) {
      await page.keyboard.press('0')
      await expect(drawn).toHaveCount(0)
      await page.keyboard.press('0')
      await expect(drawn).not.toHaveCount(0)
      await page.keyboard.press('t')
    }
    await page.keyboard.press('0')
    const box = await mesoscope.diagram.boundingBox()
    if (!box) throw new Error('the diagram is on the screen')
    const draw = async (from: number, to: number): Promise<void> => {
      await page.mouse.move(box.x + 300, box.y + from)
      await page.mouse.down()
      await page.mouse.move(box.x + 310, box.y + (from + to) / 2)
      await page.mouse.move(box.x + 320, box.y + to)
      await page.mouse.up()
    }
    // A few rows of px at a time: each drawing comes closer, until messages are told one by one again.
    await expect(async () => {
      await draw(80, 86)
      await expect(drawn).not.toHaveCount(0, { timeout: 1000 })
    }).toPass()
  })

  test('comes close by keys alone: the part between two markers fills the view', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await page.evaluate((scenario) => window.mesoscope.load(scenario), BUSY)
    await page.getByRole('radio', { name: mesoscope.word('depth.3') }).check()
    const first = await mesoscope.find({ type: 'sent', name: 'DECLINE' })
    await mesoscope.goto(first + 20)
    await page.keyboard.press('m')
    await mesoscope.goto(first)
    await page.keyboard.press('m')
    await mesoscope.goto(Number.MAX_SAFE_INTEGER)
    await page.keyboard.press('0')
    const drawn = mesoscope.diagram.getByRole('option')
    await expect(drawn).toHaveCount(0)
    await mesoscope.goto(first + 1)
    await page.keyboard.press('F')
    await expect(drawn.first()).toBeAttached()
    // The part is twenty records: a run of thousands is no longer in the view.
    expect(await drawn.count()).toBeLessThan(40)
  })
})

test.describe('a part of the run by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('is chosen by resting a finger and drawing', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await mesoscope.goto(100)
    await page.keyboard.press('0')
    await mesoscope.drawn()
    const box = await mesoscope.diagram.boundingBox()
    if (!box) throw new Error('the diagram is on the screen')
    const heights = (): Promise<readonly number[]> =>
      mesoscope.diagram
        .getByRole('option')
        .evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().height))
    const tallest = Math.max(...(await heights()))
    const touch = await page.context().newCDPSession(page)
    const at = (y: number) => [{ x: box.x + 330, y: box.y + y }]
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(30) })
    // The rest is the gesture. The page's own timers run in order: this one ends behind the half second of the press.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)))
    for (const y of [40, 60, 90])
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(y) })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await expect(async () => expect(Math.max(...(await heights()))).toBeGreaterThan(tallest * 1.5)).toPass()
  })
})
