import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test.describe('playing the first app', () => {
  test('shows steps 1 to 12 in the figure’s order, told as they happen @everywhere', async ({ mesoscope }) => {
    await mesoscope.open()
    const seen: number[] = []
    while (!seen.includes(12) && seen.length < 40) {
      const step = await mesoscope.nextStep()
      if (!seen.includes(step)) seen.push(step)
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  test('draws each step between the figure’s lanes', async ({ mesoscope }) => {
    await mesoscope.open()
    const figure = [
      [1, 'message.init', 'Client', 'Marathon'],
      [2, 'message.resourceOffer', 'Master', 'Marathon'],
      [3, 'message.declineOffer', 'Marathon', 'Master'],
      [4, 'message.launchProcess', 'Client', 'Marathon'],
      [5, 'message.resourceOffer', 'Master', 'Marathon'],
      [6, 'message.acceptOffer', 'Marathon', 'Master'],
      [7, 'message.launchTask', 'Master', 'Agent 1'],
      [8, 'message.launchTask', 'Agent 1', 'Executor'],
      [9, 'message.statusUpdate', 'Executor', 'Agent 1'],
      [10, 'message.statusUpdate', 'Agent 1', 'Master'],
      [11, 'message.statusUpdate', 'Master', 'Marathon'],
      [12, 'message.statusUpdate', 'Marathon', 'Client'],
    ] as const
    for (const [step, label, from, to] of figure) {
      await mesoscope.goto(await mesoscope.find({ type: 'sent', step }))
      await mesoscope.drawn()
      await expect(mesoscope.message(mesoscope.word(label), { from, to }).first(), `step ${step}`).toBeAttached()
    }
  })

  test('steps forward and back exactly onto records, and keeps the moment in the address bar', async ({
    mesoscope,
  }) => {
    await mesoscope.open()
    await mesoscope.button('command.step').click()
    await mesoscope.button('command.step').click()
    const there = await mesoscope.state()
    await mesoscope.button('command.step').click()
    expect((await mesoscope.state()).record).toBeGreaterThan(there.record)
    await mesoscope.button('command.back').click()
    expect(await mesoscope.state()).toMatchObject({ record: there.record, at: there.at, playing: false })
    await expect(mesoscope.page).toHaveURL(new RegExp(`at=${there.record}&`))
  })

  test('goes to the end and to the start', async ({ mesoscope }) => {
    await mesoscope.open()
    await mesoscope.button('command.toEnd').click()
    const { record, records } = await mesoscope.state()
    expect(record).toBe(records - 1)
    await expect(mesoscope.clock).toContainText(mesoscope.word('transport.event', { n: records, count: records }))
    await mesoscope.button('command.toStart').click()
    expect((await mesoscope.state()).record).toBe(-1)
  })

  test('catches a message in mid-flight', async ({ mesoscope }) => {
    await mesoscope.open()
    const sent = await mesoscope.find({ type: 'sent', step: 4 })
    await mesoscope.goto(sent)
    await mesoscope.drawn()
    const message = mesoscope.message(mesoscope.word('message.launchProcess'), { from: 'Client', to: 'Marathon' })
    await expect(message).toHaveAccessibleName(new RegExp(mesoscope.word('phase.flying')))
    await mesoscope.goto(await mesoscope.find({ type: 'delivered', name: 'POST /v2/apps' }))
    await mesoscope.drawn()
    await expect(message).not.toHaveAccessibleName(new RegExp(mesoscope.word('phase.flying')))
  })

  test('is scrubbed with the slider', async ({ mesoscope }) => {
    await mesoscope.open()
    await mesoscope.scrubber.fill('50000')
    const { at } = await mesoscope.state()
    expect(at).toBeGreaterThan(0)
    await expect(mesoscope.scrubber).toHaveAttribute('aria-valuetext', / s, event \d+ of \d+/)
  })
})

test.describe('playing in motion', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } })

  test('moves between records, faster at a higher speed, and pauses', async ({ mesoscope }) => {
    await mesoscope.open()
    await mesoscope.setSpeed('4×')
    await mesoscope.button('transport.play').click()
    await expect.poll(async () => (await mesoscope.state()).record, { timeout: 20_000 }).toBeGreaterThan(20)
    await mesoscope.button('transport.pause').click()
    const { playing, at } = await mesoscope.state()
    expect(playing).toBe(false)
    expect((await mesoscope.state()).at).toBe(at)
  })
})
