import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test.describe('a lane', () => {
  test('unfolds and folds by itself at the depth of the twelve steps, and can be hidden', async ({ mesoscope }) => {
    await mesoscope.open()
    await mesoscope.goto(await mesoscope.find({ type: 'sent', step: 7 }))
    const head = (key: 'lane.master' | 'lane.allocator' | 'lane.driver') =>
      mesoscope.page.getByRole('button', {
        name: new RegExp(`^${mesoscope.word('lane.menu', { name: mesoscope.word(key) })}`),
      })
    await expect(head('lane.allocator')).toHaveCount(0)
    await head('lane.master').click()
    await mesoscope.menuItem(mesoscope.word('laneMenu.unfold')).click()
    await expect(head('lane.allocator')).toBeVisible()
    await expect(head('lane.driver')).toHaveCount(0)
    await head('lane.allocator').click()
    await mesoscope.menuItem(mesoscope.word('laneMenu.fold')).click()
    await expect(head('lane.allocator')).toHaveCount(0)
    await head('lane.master').click()
    await mesoscope.menuItem(mesoscope.word('laneMenu.hide')).click()
    await expect(head('lane.master')).toHaveCount(0)
    // What went through the hidden lane is still told, from end to end.
    await expect(
      mesoscope.message(mesoscope.word('message.launchTask'), {
        from: 'Marathon',
        to: mesoscope.word('name.agentN', { n: 1 }),
      }),
    ).toBeAttached()
  })
})
