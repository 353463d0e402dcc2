import { createReadStream, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

const DIST = path.resolve(import.meta.dirname, '..', process.env['E2E_DIST'] ?? 'dist')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** A copy of the build that calls itself another version: its page differs, and its service worker knows. */
function nextVersion(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mesoscope-next-'))
  cpSync(DIST, folder, { recursive: true })
  const page = path.join(folder, 'index.html')
  writeFileSync(page, readFileSync(page, 'utf8').replace('</head>', '<meta name="version" content="next"></head>'))
  const worker = path.join(folder, 'sw.js')
  const text = readFileSync(worker, 'utf8')
  const changed = text.replace(/(url:"index\.html",revision:")[0-9a-f]+/, '$1next')
  expect(changed).not.toBe(text)
  writeFileSync(worker, changed)
  return folder
}

/** Serves a folder that may be changed for another while it serves. */
async function serve(): Promise<{ server: Server; url: string; from: (folder: string) => void }> {
  let root = DIST
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = path.join(root, pathname === '/' ? 'index.html' : decodeURIComponent(pathname))
    if (!file.startsWith(root) || !existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream'
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { server, url: `http://localhost:${port}/`, from: (folder) => (root = folder) }
}

test('a new version is told, never reloads by itself, and comes when it is asked for', async ({ page }) => {
  const mesoscope = new Mesoscope(page)
  const { server, url, from } = await serve()
  const next = nextVersion()
  const isNext = () => page.evaluate(() => document.querySelector('meta[name=version]') !== null)
  const opened = async (): Promise<void> => {
    await mesoscope.ready()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  }
  try {
    await page.goto(url)
    await opened()
    from(next)
    await page.reload()
    await opened()
    await page.evaluate(() => window.mesoscope.goto(100))
    await page.evaluate(() => document.documentElement.setAttribute('data-same', 'page'))
    const notice = mesoscope.notices.getByRole('listitem').filter({ hasText: mesoscope.word('notice.fresh') })
    await expect(notice).toBeVisible({ timeout: 30_000 })
    await expect(page.locator('html[data-same=page]')).toHaveCount(1)
    expect(await isNext()).toBe(false)
    expect((await mesoscope.state()).record).toBe(100)

    await notice.getByRole('button', { name: mesoscope.word('notice.fresh.use') }).click()
    await expect(page.locator('html[data-same=page]')).toHaveCount(0)
    await opened()
    expect(await isNext()).toBe(true)
    await expect.poll(async () => (await mesoscope.state()).record).toBe(100)
  } finally {
    server.closeAllConnections()
    server.close()
    rmSync(next, { recursive: true, force: true })
  }
})
