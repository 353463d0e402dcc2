// An act in the page: from the button of the dialog that submits an app until its first new record is drawn.
import { spread } from './inPage.mjs'

const RECORD = 20_000

/** Submits an app at the cursor, by the dialog; ms until its first record is in the page, and until it is drawn. */
async function submit(page) {
  await page.getByRole('button', { name: 'Submit app' }).first().click()
  const send = page.getByRole('dialog').getByRole('button', { name: 'Submit app' })
  return send.evaluate(async (button) => {
    const turn = () => new Promise((resolve) => setTimeout(resolve, 0))
    const here = window.mesoscope.getState().record
    const old = new Set(await window.mesoscope.lines(here + 1, here + 40).then((text) => text.split('\n')))
    const isNew = (line) => line.includes('"do":"submitApp"') && !old.has(line)
    const started = performance.now()
    button.click()
    let found
    while (!found) {
      await turn()
      const text = await window.mesoscope.lines(here + 1, here + 40)
      found = text.split('\n').find(isNew)
    }
    const computed = performance.now() - started
    await window.mesoscope.goto(JSON.parse(found).i)
    while (document.querySelector('[aria-busy="true"]')) await turn()
    return { computed, drawn: performance.now() - started }
  })
}

/** Stands on the next record after which nothing happens for a while: the app's is then the first that follows. */
async function standBefore(page, record) {
  await page.evaluate(async (from) => {
    const text = await window.mesoscope.lines(from, from + 3000)
    const times = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).at)
    const quiet = times.findIndex((at, k) => (times[k + 1] ?? at) > at + 50)
    await window.mesoscope.goto(from + Math.max(0, quiet))
  }, record)
}

async function several(page, count, recordOf) {
  const found = []
  for (let k = 0; k < count; k += 1) {
    await standBefore(page, recordOf(k))
    found.push(await submit(page))
  }
  return found
}

/** In a page that has opened a run of more than 20,000 records with a Marathon in it. */
export async function benchEdit(page) {
  // Each stands behind all that was seen: the document is edited in place.
  const inPlace = await several(page, 8, (k) => RECORD + 500 * k)
  // What comes after the cursor was seen: a branch is made.
  const branches = await several(page, 6, (k) => RECORD - 500 * k)
  const drawn = (all) => all.map((one) => one.drawn)
  return [
    ...spread('edit at the cursor, until its first record is drawn', drawn(inPlace)),
    ...spread('edit as a new branch, until its first record is drawn', drawn(branches)),
  ]
}
