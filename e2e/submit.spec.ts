import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test.describe('submitting an app', () => {
  test('by form: it reaches TASK_RUNNING at the client @everywhere', async ({ mesoscope, submit }) => {
    await mesoscope.open()
    await submit.open()
    await submit.type('submit.id', '/by-form')
    await submit.type('submit.cpus', '0.25')
    await submit.type('submit.mem', '32')
    await submit.send()
    const text = await mesoscope.page.evaluate(() => window.mesoscope.lines(0, Number.MAX_SAFE_INTEGER))
    const told = text.split('\n').filter((line) => line.includes('"type":"task"') && line.includes('"seenBy":"client"'))
    expect(told.some((line) => line.includes('by-form') && line.includes('TASK_RUNNING'))).toBe(true)
    await mesoscope.button('command.toEnd').click()
    await expect(mesoscope.apps).toContainText('/by-form')
  })

  test('by JSON: form and text are one document, nothing is lost on the way', async ({ mesoscope, submit }) => {
    await mesoscope.open()
    await submit.open()
    await submit.tab('submit.json')
    await submit.json.fill('{"id":"/by-json","cmd":"sleep 5","cpus":0.1,"mem":32,"labels":{"team":"a"}}')
    await submit.tab('submit.form')
    await expect(submit.field('submit.id')).toHaveValue('/by-json')
    await submit.field('submit.mem').fill('64')
    await submit.tab('submit.json')
    await expect(submit.json).toHaveValue(/"team": "a"/)
    await expect(submit.json).toHaveValue(/"mem": 64/)
    await submit.send()
    const { scenario } = await mesoscope.state()
    expect(JSON.stringify(scenario)).toContain('"labels":{"team":"a"}')
  })

  test('text that is no JSON stays, and the form comes back with it', async ({ mesoscope, submit }) => {
    await mesoscope.open()
    await submit.open()
    await submit.tab('submit.json')
    await submit.json.fill('{"id":"/x",')
    await submit.tab('submit.form')
    await expect(submit.root).toContainText('line 1, column 12')
    await submit.tab('submit.json')
    await expect(submit.json).toHaveValue('{"id":"/x",')
  })

  test('shows Marathon’s own error at the field, and its answer in the diagram', async ({ mesoscope, submit }) => {
    await mesoscope.open()
    await submit.open()
    await submit.field('submit.cpus').fill('much')
    await expect(submit.field('submit.cpus')).toHaveAccessibleDescription('error.expected.jsnumber')
    await submit.field('submit.cpus').fill('-1')
    await expect(submit.field('submit.cpus')).toHaveAccessibleDescription('error.min')
    await expect(submit.root).toContainText('422')
    await submit.send()
    const text = await mesoscope.page.evaluate(() => window.mesoscope.lines(0, Number.MAX_SAFE_INTEGER))
    expect(text).toContain('"name":"422"')
  })

  test('tells a rule over the whole app', async ({ mesoscope, submit }) => {
    await mesoscope.open()
    await submit.open()
    await submit.field('submit.cmd').fill('')
    await expect(submit.root).toContainText("AppDefinition must either contain one of 'cmd' or 'args'")
  })
})

test('scales an app and says why it waits', async ({ mesoscope }) => {
  await mesoscope.open()
  await mesoscope.goto(await mesoscope.find({ type: 'delivered', name: 'deployment_success' }))
  await mesoscope.button('act.scale').click()
  await mesoscope.dialog.getByRole('spinbutton').fill('2')
  await mesoscope.dialog.getByRole('button', { name: mesoscope.word('scale.do') }).click()
  await mesoscope.page.evaluate(() => window.mesoscope.lines(0, Number.MAX_SAFE_INTEGER))
  await mesoscope.button('command.toEnd').click()
  await mesoscope.button('apps.whyOf', { name: '/my-app' }).click()
  await expect(mesoscope.dialog).toContainText(mesoscope.word('why.noOffers'))
})

test('wipes what is kept for an instance: its volume and its reservation go, and both are made anew', async ({
  mesoscope,
}) => {
  await mesoscope.open('#/s/resident-agent-lost')
  await mesoscope.goto(await mesoscope.find({ type: 'delivered', name: 'deployment_success' }))
  await mesoscope.button('act.kill').click()
  await mesoscope.dialog.getByLabel(mesoscope.word('kill.after')).selectOption('wipe')
  await mesoscope.dialog.getByRole('button', { name: mesoscope.word('kill.kill'), exact: true }).click()
  const text = await mesoscope.page.evaluate(() => window.mesoscope.lines(0, Number.MAX_SAFE_INTEGER))
  const done = [...text.matchAll(/"name":"ACCEPT".*"type":"(RESERVE|DESTROY|LAUNCH)"/g)].map(([, type]) => type)
  expect(done.slice(0, 5)).toEqual(['RESERVE', 'LAUNCH', 'DESTROY', 'RESERVE', 'LAUNCH'])
})
