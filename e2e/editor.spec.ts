import { AxeBuilder } from '@axe-core/playwright'
import type { Locator } from '@playwright/test'
import { EDITOR_TEXTS } from '#content/locales/parts/editor.ts'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** The form of the editor. */
async function form(mesoscope: Mesoscope): Promise<Locator> {
  const { page } = mesoscope
  await page.keyboard.press('Control+k')
  const search = mesoscope.dialog.getByRole('searchbox', { name: mesoscope.word('palette.label') })
  await search.fill(mesoscope.word('command.editor'))
  await search.press('Enter')
  const editor = page.getByRole('dialog', { name: mesoscope.word('editor.title') })
  await editor.getByRole('radio', { name: mesoscope.word('editor.form') }).check()
  return editor
}

type Scenario = {
  roles?: Record<string, unknown>
  actions?: Record<string, unknown>[]
}

for (const lang of ['en', 'zh'] as const) {
  const word = (key: keyof typeof EDITOR_TEXTS.en, n: number | string = ''): string =>
    String(EDITOR_TEXTS[lang][key]).replace(/\{\w+\}/, String(n))

  test(`roles, faults and actions are made in the form, run at once, and the moment stays (${lang})`, async ({
    page,
  }) => {
    const mesoscope = new Mesoscope(page, lang)
    const scenario = async () => (await mesoscope.state()).scenario as unknown as Scenario
    await mesoscope.open(`#/s/first-app?v=1&lang=${lang}`)
    await mesoscope.goto(150)
    const { at } = await mesoscope.state()
    const editor = await form(mesoscope)

    await editor.getByRole('button', { name: word('addRole') }).click()
    const role = editor.getByRole('list', { name: word('roles') }).getByRole('listitem')
    await role.getByRole('textbox', { name: word('name') }).fill('prod')
    await role.getByRole('textbox', { name: word('name') }).press('Enter')
    await role.getByRole('textbox', { name: word('guarantees') }).fill('cpus:1')
    await role.getByRole('textbox', { name: word('guarantees') }).press('Enter')
    await expect.poll(async () => (await scenario()).roles).toMatchObject({ prod: { quota: { guarantees: 'cpus:1' } } })

    await editor.getByRole('combobox', { name: word('newAction') }).selectOption('crashAgent')
    await editor.getByRole('button', { name: word('addAction') }).click()
    const crash = { do: 'crashAgent', agent: 'agent-1', atMs: at + 1 }
    await expect.poll(async () => (await scenario()).actions?.at(-1)).toMatchObject(crash)
    expect((await mesoscope.state()).at).toBe(at)
    await expect.poll(() => page.evaluate(() => window.mesoscope.lines(0, 9e9))).toContain('"do":"crashAgent"')

    const actions = editor.getByRole('list', { name: word('actions') }).getByRole('listitem')
    const agent = actions.last().getByRole('textbox', { name: 'agent', exact: true })
    await agent.fill('nobody')
    await agent.press('Enter')
    await expect(actions.last().getByRole('alert')).toContainText('nobody')
    await expect(agent).toHaveValue('nobody')
    expect((await scenario()).actions?.at(-1)).toMatchObject(crash)
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])

    await editor.getByRole('button', { name: word('removeAction', 2) }).click()
    await expect.poll(async () => (await scenario()).actions?.length).toBe(1)
    expect((await mesoscope.state()).at).toBe(at)
  })
}

test('what is typed wrongly in the form stays, with its reason, and nothing runs of it', async ({ mesoscope }) => {
  await mesoscope.open('#/s/first-app?v=1')
  const editor = await form(mesoscope)
  const attack = 'cpus:<img src=x onerror=alert(1)>'
  const resources = editor.getByRole('textbox', { name: mesoscope.word('editor.resources') })
  const before = await resources.inputValue()
  await resources.fill(attack)
  await resources.press('Tab')
  await expect(editor.getByRole('alert')).toContainText('/agents/0/resources')
  await expect(resources).toHaveValue(attack)
  await expect(editor.getByRole('img')).toHaveCount(0)
  expect((await mesoscope.state()).scenario).toBe('first-app')
  await resources.fill(before)
  await resources.press('Tab')
  await expect(editor.getByRole('alert')).toHaveCount(0)
})
