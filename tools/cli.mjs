// Builds the headless program when its sources changed, and says where it lies.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureDeps, root, run } from './ensure.mjs'

const LAYERS = ['base', 'model', 'sim', 'derive', 'content', 'study', 'cli']
const folder = path.join(root, 'node_modules', '.mesoscope')
const stamp = path.join(folder, 'stamp')

function fingerprint() {
  const hash = createHash('sha256')
  const files = [path.join(root, 'package-lock.json'), path.join(root, 'vite.cli.config.ts')]
  for (const layer of LAYERS) {
    const src = path.join(root, 'src', layer)
    for (const file of readdirSync(src, { recursive: true })) files.push(path.join(src, String(file)))
  }
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Path of the built program; builds it first where needed. Prints only what went wrong. */
export function builtCli() {
  ensureDeps()
  const main = path.join(folder, 'main.mjs')
  const want = fingerprint()
  if (existsSync(main) && existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return main
  mkdirSync(folder, { recursive: true })
  const stdio = ['ignore', 'ignore', 'inherit']
  const args = ['build', '--config', 'vite.cli.config.ts', '--logLevel', 'error']
  if (run('vite/bin/vite.js', args, { stdio }).status !== 0) {
    console.error('The headless program does not build.')
    process.exit(1)
  }
  writeFileSync(stamp, want)
  return main
}
