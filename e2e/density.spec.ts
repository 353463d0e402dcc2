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
  test('is told as density, and an area that is drawn over it fills the place', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await page.evaluate((scenario) => window.mesoscope.load(scenario), BUSY)
    await page.getByRole('radio', { name: mesoscope.word('depth.3') }).check()
    await page.keyboard.press('t')
    await mesoscope.goto(Number.MAX_SAFE_INTEGER)
    const drawn = mesoscope.diagram.getByRole('option')
    await expect(drawn.first()).toBeAttached()
    for (let n = 0; n < 34; n += 1) await page.keyboard.press('-')
    await expect(drawn).toHaveCount(0)
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
      await draw(40, 46)
      await expect(drawn).not.toHaveCount(0, { timeout: 1000 })
    }).toPass()
  })
})
