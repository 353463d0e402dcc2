import { expect, test } from './test.ts'

test('a simulator that died is told of and starts again; scenario and position are kept', async ({
  mesoscope,
  page,
}) => {
  await mesoscope.open()
  await mesoscope.goto(80)
  const before = await mesoscope.state()
  const [worker] = page.workers()
  await worker?.evaluate(() => self.close())
  await expect(mesoscope.notices).toContainText(mesoscope.word('notice.restarting'), { timeout: 15_000 })
  expect(await mesoscope.state()).toMatchObject({ scenario: before.scenario, record: before.record, at: before.at })
  await mesoscope.page.evaluate(() => window.mesoscope.load('decline-then-launch'))
  expect((await mesoscope.state()).records).toBeGreaterThan(10)
})
