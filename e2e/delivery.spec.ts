import { DeliveryPage } from './pages/delivery.ts'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** Right behind the launch of the task: its arrow is drawn, and all of the run was seen. */
async function behindLaunch(mesoscope: Mesoscope): Promise<{ readonly sentAt: number; readonly arrivedAt: number }> {
  await mesoscope.open()
  await mesoscope.button('command.toEnd').click()
  const sent = await mesoscope.find({ type: 'sent', name: 'RunTaskMessage' })
  await mesoscope.goto(sent)
  const sentAt = (await mesoscope.state()).at
  await mesoscope.goto(await mesoscope.find({ type: 'delivered', name: 'RunTaskMessage' }))
  const arrivedAt = (await mesoscope.state()).at
  await mesoscope.drawn()
  return { sentAt, arrivedAt }
}

test.describe('one delivery', () => {
  test('is changed by keyboard: the past that was seen stays as another branch', async ({ mesoscope, page }) => {
    const delivery = new DeliveryPage(mesoscope)
    const { sentAt, arrivedAt } = await behindLaunch(mesoscope)
    await mesoscope.diagram.focus()
    await page.keyboard.press('ArrowUp')
    await expect(mesoscope.inspector).toContainText(mesoscope.word('message.launchTask'))
    await page.keyboard.press('L')
    await expect(delivery.dialog).toBeVisible()
    await expect(delivery.field('delay')).toHaveValue(String(arrivedAt - sentAt))
    await delivery.field('at').fill('0.001')
    await expect(delivery.dialog).toContainText('It cannot arrive before it is sent')
    await expect(delivery.send).toBeDisabled()
    await delivery.field('delay').fill('4000')
    await expect(delivery.field('at')).toHaveValue(((sentAt + 4000) / 1000).toFixed(3))
    await page.keyboard.press('Enter')
    await expect(delivery.dialog).toBeHidden()
    const name = mesoscope.word('act.deliverAt', { name: 'launch task', s: ((sentAt + 4000) / 1000).toFixed(3) })
    await expect(mesoscope.notices).toContainText(mesoscope.word('notice.branched', { name }))
    expect(await delivery.wishes()).toEqual([{ atMs: sentAt, deliverMs: sentAt + 4000 }])
    await mesoscope.goto(await mesoscope.find({ type: 'delivered', name: 'RunTaskMessage' }))
    expect((await mesoscope.state()).at).toBe(sentAt + 4000)
  })

  test('is changed by dragging the head of its arrow; Esc leaves it', async ({ mesoscope, page }) => {
    const delivery = new DeliveryPage(mesoscope)
    const { sentAt, arrivedAt } = await behindLaunch(mesoscope)
    const head = await delivery.headOf(
      mesoscope.message('launch task', { from: mesoscope.word('lane.master'), to: 'Agent 1' }),
    )
    await page.mouse.move(head.x, head.y)
    await page.mouse.down()
    await page.mouse.move(head.x, head.y - 10, { steps: 3 })
    await expect(page.getByText(/^arrives at .* after it was sent/)).toBeVisible()
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await delivery.wishes()).toEqual([])
    await page.mouse.move(head.x, head.y)
    await page.mouse.down()
    await page.mouse.move(head.x, head.y - 10, { steps: 3 })
    await page.mouse.up()
    await expect(page.getByRole('button', { name: /^Branch: Deliver launch task at/ })).toBeVisible()
    const [wish] = await delivery.wishes()
    expect(wish?.atMs).toBe(sentAt)
    expect(wish?.deliverMs).toBeGreaterThanOrEqual(sentAt)
    expect(wish?.deliverMs).toBeLessThan(arrivedAt)
  })

  test('of a lost message cannot be changed, and the menu says why', async ({ mesoscope, page }) => {
    await behindLaunch(mesoscope)
    await mesoscope.goto(await mesoscope.find({ type: 'sent', step: 5 }))
    await mesoscope.button('act.lose').click()
    await mesoscope
      .menuItem(/driver of Marathon → Master/)
      .first()
      .click()
    await mesoscope.goto(await mesoscope.find({ type: 'lost' }))
    await mesoscope.drawn()
    await mesoscope.diagram.focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('x')
    const entry = mesoscope.menuItem(new RegExp(`^${mesoscope.word('act.deliver')}`))
    await expect(entry).toContainText(mesoscope.word('refusal.isLost'))
    await expect(entry).toHaveAttribute('aria-disabled', 'true')
  })

  test.describe('zh', () => {
    test.use({ locale: 'zh-CN' })

    test('is changed in Chinese', async ({ page }) => {
      const mesoscope = new Mesoscope(page, 'zh')
      const delivery = new DeliveryPage(mesoscope)
      await behindLaunch(mesoscope)
      await mesoscope.diagram.focus()
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('L')
      await delivery.field('delay').fill('900')
      await delivery.send.click()
      await expect(mesoscope.notices).toContainText('秒送达')
      expect(await delivery.wishes()).toHaveLength(1)
    })
  })
})

test.describe('one delivery, by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 834, height: 1112 } })

  test('is changed by dragging the head of the selected arrow', async ({ mesoscope, page }) => {
    const delivery = new DeliveryPage(mesoscope)
    await behindLaunch(mesoscope)
    await mesoscope.diagram.focus()
    await page.keyboard.press('ArrowUp')
    const head = await delivery.headOf(
      mesoscope.message('launch task', { from: mesoscope.word('lane.master'), to: 'Agent 1' }),
    )
    // Chromium's own protocol: in other browsers run only the tests marked @everywhere.
    const client = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number): Promise<unknown> =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: head.x, y }] })
    await touch('touchStart', head.y)
    for (const by of [3, 6, 9, 12]) await touch('touchMove', head.y - by)
    await touch('touchEnd', head.y)
    await expect.poll(async () => (await delivery.wishes()).length).toBe(1)
  })
})
