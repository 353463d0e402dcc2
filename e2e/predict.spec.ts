import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('predicting: the run stops before a decision, the answer is graded and explained, a missed one comes back', async ({
  mesoscope,
  page,
}) => {
  await mesoscope.open('#/s/two-frameworks?v=1')
  await mesoscope.button('predict.title').click()
  const panel = page.getByRole('region', { name: mesoscope.word('predict.title'), exact: true })
  await panel.getByRole('button', { name: mesoscope.word('predict.next') }).click()
  const option = (name: string) => panel.getByRole('button', { name, exact: true })
  const offered = panel.getByText('The allocator looks at Agent 1. Which framework is offered it?')
  await expect(offered).toBeVisible()
  const { record } = await mesoscope.state()
  await option('cpu-hungry').click()
  await expect(panel).toContainText(mesoscope.word('predict.wrong', { right: 'memory-hungry' }))
  await expect(panel).toContainText('Dominant shares in the order of the sorter')
  expect((await mesoscope.state()).record).toBe(record)
  for (let others = 0; others < 2; others += 1) {
    await panel.getByRole('button', { name: mesoscope.word('predict.next') }).click()
    await option(mesoscope.word('predict.option.accept'))
      .or(panel.getByRole('button', { pressed: false }))
      .first()
      .click()
  }
  await panel.getByRole('button', { name: mesoscope.word('predict.next') }).click()
  await expect(panel).toContainText(mesoscope.word('predict.back'))
  await option('memory-hungry').click()
  await expect(panel).toContainText(mesoscope.word('predict.right'))
  await page.reload()
  await expect(panel).toContainText(/[1-9]\d* right/)
  await panel.getByRole('button', { name: mesoscope.word('predict.off') }).click()
  await expect(panel).toHaveCount(0)
})
