import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Download, Page } from '@playwright/test'
import { STORYBOARD_TEXTS } from '#content/locales/parts/storyboard.ts'
import type { Key } from '#content/locales/words.ts'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

async function saved(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent('download')
  await act()
  const download: Download = await waiting
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** What takes files and texts comes after the first picture. */
async function takesImports(page: Page): Promise<void> {
  await expect(page.locator('[data-listens]')).toBeAttached()
}

/** Gives the page a text as a paste does. */
async function paste(page: Page, text: string): Promise<void> {
  await takesImports(page)
  await page.evaluate((said) => {
    const data = new DataTransfer()
    data.setData('text/plain', said)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)
}

/** Drops a file on the diagram. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  await takesImports(page)
  await page.evaluate(
    ([file, said]) => {
      const data = new DataTransfer()
      data.items.add(new File([said as string], file as string))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    },
    [name, text],
  )
}

async function run(mesoscope: Mesoscope, key: Key): Promise<void> {
  await mesoscope.page.keyboard.press('Control+k')
  const search = mesoscope.dialog.getByRole('searchbox', { name: mesoscope.word('palette.label') })
  await search.fill(mesoscope.word(key))
  await search.press('Enter')
  await expect(search).toHaveCount(0)
}

for (const lang of ['en', 'zh'] as const) {
  test(`a moment is saved as pictures and texts (${lang})`, async ({ page }) => {
    const mesoscope = new Mesoscope(page, lang)
    await mesoscope.open(`#/s/first-app?v=1&lang=${lang}`)
    await mesoscope.goto(240)
    await mesoscope.drawn()
    await run(mesoscope, 'command.share')
    const save = (key: Key) => saved(page, () => mesoscope.button(key).click())

    const svg = (await save('share.svg')).bytes.toString()
    expect(svg).toContain(mesoscope.word('lane.master'))
    expect(svg).toContain(mesoscope.word('message.resourceOffer'))
    expect(svg).not.toContain('class=')
    expect((await save('share.png')).bytes.subarray(1, 4).toString()).toBe('PNG')
    const mermaid = (await save('share.mermaid')).bytes.toString()
    expect(mermaid).toMatch(/^sequenceDiagram\n/)
    expect(mermaid).toContain(mesoscope.word('message.acceptOffer'))
    expect((await save('share.plantuml')).bytes.toString()).toMatch(/^@startuml\n[\s\S]*@enduml\n$/)
    expect(JSON.parse((await save('share.file')).bytes.toString())).toMatchObject({ version: 1, seed: 12 })

    await expect(page.getByRole('textbox', { name: mesoscope.word('share.curl') })).toHaveValue(/^curl -X POST/)
  })
}

test('a frame of a storyboard is light and ends below now, whatever the page is', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL: baseURL ?? '', colorScheme: 'dark', locale: 'en-US' })
  const mesoscope = new Mesoscope(page)
  await mesoscope.open('#/s/first-app?v=1&at=107')
  await expect.poll(async () => (await mesoscope.state()).record).toBe(107)
  await mesoscope.drawn()
  await run(mesoscope, 'command.share')
  const seen = (await saved(page, () => mesoscope.button('share.svg').click())).bytes.toString()
  await mesoscope.button('share.addMoment').click()
  const board = mesoscope.dialog.getByRole('button', { name: STORYBOARD_TEXTS.en.svgName, exact: true })
  const frame = (await saved(page, () => board.click())).bytes.toString().split('<svg').slice(2).join('<svg')
  const ground = (svg: string): number => {
    const [r = 0, g = 0, b = 0] = (/<rect[^>]*fill="rgb\((\d+), (\d+), (\d+)\)/.exec(svg) ?? []).slice(1).map(Number)
    return (r + g + b) / 3
  }
  const height = (svg: string): number => Number(/height="(\d+)"/.exec(svg)?.[1])
  expect(ground(seen)).toBeLessThan(60)
  expect(ground(frame)).toBeGreaterThan(230)
  expect(height(frame)).toBeLessThan(height(seen) * 0.7)
  await expect(page.locator(':root')).not.toHaveAttribute('data-theme', 'light')
  await page.close()
})

for (const lang of ['en', 'zh'] as const) {
  test(`a storyboard is put in order, captioned, saved, and there again after a reload (${lang})`, async ({ page }) => {
    const mesoscope = new Mesoscope(page, lang)
    const word = (key: keyof typeof STORYBOARD_TEXTS.en, n = 0): string =>
      String(STORYBOARD_TEXTS[lang][key]).replace('{n}', String(n))
    const press = (key: keyof typeof STORYBOARD_TEXTS.en, n = 0) =>
      mesoscope.dialog.getByRole('button', { name: word(key, n), exact: true }).click()
    const caption = (n: number) => page.getByRole('textbox', { name: word('caption', n) })
    await mesoscope.open(`#/s/first-app?v=1&lang=${lang}`)
    for (const record of [120, 240]) {
      await mesoscope.goto(record)
      await mesoscope.drawn()
      await run(mesoscope, 'command.share')
      await mesoscope.button('share.addMoment').click()
      await expect(caption(record / 120)).toBeVisible()
      if (record === 120) await page.keyboard.press('Escape')
    }
    await caption(1).fill('<script>window.hurt = 1</script>')
    await press('earlier', 2)
    await expect(caption(2)).toHaveValue(/script/)
    const { bytes } = await saved(page, () => press('svgName'))
    const svg = bytes.toString()
    expect(svg.match(/<svg/g)?.length).toBeGreaterThanOrEqual(3)
    expect(svg).toContain('2. &#60;script&#62;')
    expect(svg).not.toMatch(/<script|var\(|(?:href|src)="[^#]/)
    const parsed = await page.evaluate((text) => {
      const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml')
      return [documentElement.nodeName, documentElement.getAttribute('width'), documentElement.getAttribute('height')]
    }, svg)
    expect(parsed[0]).toBe('svg')
    const png = (await saved(page, () => press('pngName'))).bytes
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * Number(parsed[1]), 2 * Number(parsed[2])])

    await page.evaluate(() => {
      window.print = () =>
        document.documentElement.setAttribute('data-printed', document.body.lastElementChild?.textContent ?? '')
    })
    await press('printName')
    await expect(page.locator(':root')).toHaveAttribute('data-printed', /^1\. .*2\. <script>/)
    for (const format of ['A4', 'Letter']) {
      const paper = (await page.pdf({ format })).toString('latin1')
      expect(paper.match(/\/Type ?\/Page\b/g), `two frames on a sheet of ${format}`).toHaveLength(1)
    }
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])

    await page.goto('about:blank')
    await mesoscope.open(`#/s/first-app?v=1&lang=${lang}`)
    await run(mesoscope, 'command.share')
    await expect(caption(2)).toHaveValue(/script/)
    await press('remove', 1)
    await expect(caption(2)).toHaveCount(0)
    await press('goTo', 1)
    await expect.poll(async () => (await mesoscope.state()).record).toBe(120)
    expect(await page.evaluate(() => 'hurt' in window)).toBe(false)
  })
}

test('a scenario that is dropped opens; an app that is pasted is submitted', async ({ mesoscope, page }) => {
  await mesoscope.open()
  const scenario = { version: 1, title: 'Dropped', agents: [{ id: 'a' }], frameworks: [{ id: 'm', kind: 'marathon' }] }
  await drop(page, 'mine.json', JSON.stringify(scenario))
  await expect(mesoscope.button('scenario.menu', { title: 'Dropped' })).toBeVisible()
  await mesoscope.goto(30)
  await paste(page, '{"id":"/pasted","cmd":"sleep 60"}')
  await expect(mesoscope.notices).toContainText(mesoscope.word('notice.import.submitted', { name: '/pasted' }))
  await page.evaluate(() => window.mesoscope.goto(300))
  await expect(mesoscope.apps).toContainText('/pasted')
})

test('hostile files, texts and links are told in sentences and never become markup', async ({ mesoscope, page }) => {
  const attack = '<img src=x onerror="window.hurt=1"><script>window.hurt=2</script>'
  await mesoscope.open()
  await paste(page, attack)
  await expect(mesoscope.notices).toContainText('neither a scenario')
  await drop(page, `${attack}.json`, JSON.stringify({ version: 1, agents: [{ id: attack }], frameworks: [] }))
  await expect(mesoscope.notices).toContainText(attack)
  await paste(page, JSON.stringify({ version: 1, title: attack, agents: [{ id: 'a' }], frameworks: [] }))
  await expect(mesoscope.button('scenario.menu', { title: attack })).toBeVisible()
  await page.evaluate((text) => window.mesoscope.load(`#/s/${encodeURIComponent(text)}?v=1`).catch(() => 0), attack)
  await expect(mesoscope.notices.getByRole('img')).toHaveCount(0)
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false)
})

test('no script runs that the page was not built of', async ({ mesoscope, page }) => {
  await mesoscope.open()
  const blocked = await page.evaluate(async () => {
    const found: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => found.push(event.effectiveDirective))
    const inline = document.createElement('script')
    inline.textContent = 'window.hurt = 1'
    document.head.append(inline)
    const foreign = document.createElement('script')
    foreign.src = 'https://example.org/hurt.js'
    document.head.append(foreign)
    const button = document.createElement('button')
    button.setAttribute('onclick', 'window.hurt = 2')
    document.body.append(button)
    button.click()
    button.remove()
    await fetch('https://example.org/').catch(() => undefined)
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    return found
  })
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false)
  expect([...new Set(blocked)].toSorted()).toEqual(['connect-src', 'script-src-attr', 'script-src-elem'])
})

test('a scenario is edited beside its diagram and runs at once, at the same moment', async ({ mesoscope, page }) => {
  await mesoscope.open()
  await mesoscope.goto(150)
  const { at } = await mesoscope.state()
  await run(mesoscope, 'command.editor')
  const editor = page.getByRole('dialog', { name: mesoscope.word('editor.title') })
  await editor.getByRole('radio', { name: mesoscope.word('editor.form') }).check()
  await editor.getByRole('button', { name: mesoscope.word('editor.addAgent') }).click()
  const agents = async () => (await mesoscope.state()).scenario as { agents?: { id: string }[] }
  await expect.poll(async () => (await agents()).agents?.length).toBe(2)
  expect((await mesoscope.state()).at).toBe(at)

  await editor.getByRole('radio', { name: mesoscope.word('editor.json') }).check()
  const text = editor.getByRole('textbox', { name: mesoscope.word('editor.label') })
  await text.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('x')
  await expect(editor.getByRole('status')).toContainText('nothing that you typed is lost')
  await expect(text).toContainText('}x')
  await page.keyboard.press('Backspace')
  await expect(editor.getByRole('status')).toContainText(mesoscope.word('editor.good'))
  expect((await mesoscope.state()).at).toBe(at)
})

test('editor, gallery and share hold nothing that axe finds fault with', async ({ mesoscope, page }) => {
  await mesoscope.open()
  for (const key of ['command.gallery', 'command.share', 'command.editor'] as const) {
    await run(mesoscope, key)
    await expect(mesoscope.dialog).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
    await mesoscope.button('dialog.close').click()
  }
})

test('the editor proposes keys of the schema', async ({ mesoscope, page }) => {
  await mesoscope.open()
  await run(mesoscope, 'command.editor')
  const editor = page.getByRole('dialog', { name: mesoscope.word('editor.title') })
  await editor.getByRole('textbox', { name: mesoscope.word('editor.label') }).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('"net')
  await expect(page.getByRole('option', { name: /network/ })).toBeVisible()
})

test('an incident of the gallery opens at its moment, and so does its cure', async ({ mesoscope }) => {
  await mesoscope.open()
  const open = async (key: 'gallery.shows' | 'gallery.cures') => {
    await run(mesoscope, 'command.gallery')
    const card = mesoscope.dialog.getByRole('listitem').filter({ hasText: 'Port 0 that became 10000' })
    await card.getByRole('link', { name: mesoscope.word(key) }).click()
    await expect(mesoscope.dialog).toHaveCount(0)
  }
  const asked = async () => {
    const { scenario, at } = await mesoscope.state()
    return at > 2000 ? JSON.stringify(scenario).includes('"requirePorts":true') : null
  }
  await open('gallery.shows')
  await expect.poll(asked).toBe(true)
  await expect(mesoscope.button('scenario.menu', { title: 'Port 0 that became 10000' })).toBeVisible()
  await expect(mesoscope.apps).toContainText('/lb')
  await open('gallery.cures')
  await expect.poll(asked).toBe(false)
})

test('an embedded page is moved by its parent', async ({ page }) => {
  await page.goto('/embed-example.html')
  const state = page.getByRole('status')
  await expect(state).toContainText('first-app, event 0')
  await page.getByRole('button', { name: 'Go to event 100' }).click()
  await expect(state).toContainText('event 100 of')
  await page.getByRole('button', { name: 'Open “Two frameworks”' }).click()
  await expect(state).toContainText('two-frameworks')
})

test('without a network the page opens again', async ({ mesoscope, page, context }) => {
  await mesoscope.open()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await context.setOffline(true)
  await page.reload()
  await mesoscope.ready()
  await mesoscope.drawn()
  await run(mesoscope, 'command.share')
  await expect(mesoscope.dialog).toBeVisible()
})
