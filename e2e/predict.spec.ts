import { PREDICT_WORDS } from '#content/teaching.ts'
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

test('a decline is followed by the question why; what was missed comes back after a reload', async ({
  mesoscope,
  page,
}) => {
  await mesoscope.open('#/s/first-app?v=1')
  await mesoscope.button('predict.title').click()
  const panel = page.getByRole('region', { name: mesoscope.word('predict.title'), exact: true })
  const next = panel.getByRole('button', { name: mesoscope.word('predict.next') })
  const option = (name: string) => panel.getByRole('group').getByRole('button', { name, exact: true })
  await next.click()
  await option(mesoscope.word('predict.option.decline')).click()
  await expect(panel).toContainText(mesoscope.word('predict.right'))
  // The reason is not given away before it is asked for.
  await expect(panel).not.toContainText(mesoscope.word('predict.noReason'))
  await next.click()
  const why = panel.getByText('Which check refuses it first?')
  await expect(why).toBeVisible()
  await panel.getByRole('group').getByRole('button').first().click()
  const nothing = PREDICT_WORDS['nothing']?.en ?? ''
  await expect(panel).toContainText(mesoscope.word('predict.wrong', { right: nothing }))
  await expect(panel).toContainText(mesoscope.word('predict.noReason'))
  await page.reload()
  await mesoscope.ready()
  for (let others = 0; others < 2; others += 1) {
    await next.click()
    await expect(why).toHaveCount(0)
    await panel.getByRole('group').getByRole('button').first().click()
  }
  await next.click()
  await expect(panel).toContainText(mesoscope.word('predict.back'))
  await expect(why).toBeVisible()
  await option(nothing).click()
  await expect(panel).toContainText(mesoscope.word('predict.right'))
})

test('progress is taken away as a file, cleared, and brought in again; what is no progress is refused', async ({
  mesoscope,
  page,
}) => {
  await mesoscope.open('#/s/first-app?v=1')
  await mesoscope.button('predict.title').click()
  const panel = page.getByRole('region', { name: mesoscope.word('predict.title'), exact: true })
  await panel.getByRole('button', { name: mesoscope.word('predict.next') }).click()
  await panel.getByRole('button', { name: mesoscope.word('predict.option.decline'), exact: true }).click()
  const score = mesoscope.word('predict.score', { right: 1, wrong: 0 })
  await expect(panel).toContainText(score)
  await mesoscope.button('top.learn').click()
  const progress = mesoscope.dialog.getByRole('region', { name: mesoscope.word('learn.progress'), exact: true })
  const button = (key: 'clear' | 'export' | 'import') =>
    progress.getByRole('button', { name: mesoscope.word(`learn.progress.${key}`), exact: true })
  const saved = page.waitForEvent('download')
  await button('export').click()
  const file = await (await saved).path()
  await button('clear').click()
  await expect(page.getByText(mesoscope.word('predict.score', { right: 0, wrong: 0 }))).toHaveCount(1)
  for (const [text, refused] of [
    ['{"lessons":"all"}', true],
    [null, false],
  ] as const) {
    const chooser = page.waitForEvent('filechooser')
    await button('import').click()
    await (
      await chooser
    ).setFiles(text === null ? file : { name: 'other.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await expect(mesoscope.dialog.getByRole('alert')).toHaveCount(refused ? 1 : 0)
  }
  await expect(page.getByText(score)).toHaveCount(1)
})
