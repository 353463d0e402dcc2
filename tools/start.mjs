// `npm start`: installs what is missing, builds, serves, prints the address.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureDeps, root, run } from './ensure.mjs'

const started = Date.now()
ensureDeps()
const built = run('vite/bin/vite.js', ['build', '--logLevel', 'warn'])
if (built.status !== 0 || !existsSync(path.join(root, 'dist/index.html'))) process.exit(1)
const { preview } = await import(pathToFileURL(path.join(root, 'node_modules/vite/dist/node/index.js')).href)
const port = Number(process.env.PORT) || 4173
const asked = Boolean(process.env.PORT)
const host = process.env.HOST || 'localhost'
const server = await preview({ root, logLevel: 'warn', preview: { port, strictPort: asked, host, open: false } }).catch(
  (error) => {
    console.error(`The page cannot be served on port ${port}: ${error.message} (PORT=… sets another)`)
    process.exit(1)
  },
)
const seconds = ((Date.now() - started) / 1000).toFixed(1)
console.log(`Mesoscope is ready after ${seconds} s: ${server.resolvedUrls.local[0]}  (Ctrl+C stops)`)
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => server.close().finally(() => process.exit(0)))
}
