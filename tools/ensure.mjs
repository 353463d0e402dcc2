// Plain Node, no dependencies: must run before node_modules exists.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const stamp = path.join(root, 'node_modules', '.deps-stamp')

const [major, minor] = process.versions.node.split('.').map(Number)
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
  console.error(`Node ${process.versions.node} is too old: Mesoscope needs 20.19 or newer, or 22.12 or newer.`)
  process.exit(1)
}

function npm(args) {
  const cli = process.env.npm_execpath // set by npm itself: no npm.cmd or shell trouble on Windows
  const env = { ...process.env, npm_config_audit: 'false', npm_config_fund: 'false' }
  for (const key of Object.keys(env)) if (/^npm_(lifecycle|package)_/.test(key)) delete env[key]
  const stdio = ['inherit', process.stderr, 'inherit']
  return cli && cli.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio, env })
    : spawnSync('npm', args, { cwd: root, stdio, env, shell: process.platform === 'win32' })
}

/** Installs what the lockfile names, once for each lockfile. True when it had to. */
export function ensureDeps() {
  const want = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(process.platform + process.arch)
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return false
  console.error('Installing dependencies (npm ci)…')
  // --include=dev: NODE_ENV=production or omit=dev in a user's npmrc would leave the build tools out.
  const result = npm(['ci', '--include=dev', '--no-audit', '--no-fund'])
  if (result.status !== 0) {
    console.error('npm ci failed.')
    process.exit(result.status ?? 1)
  }
  writeFileSync(stamp, want)
  return true
}

/** Runs node_modules/BIN through this Node: no .bin shims. */
export function run(bin, args, options = {}) {
  return spawnSync(process.execPath, [path.join(root, 'node_modules', bin), ...args], {
    cwd: root,
    stdio: 'inherit',
    ...options,
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureDeps()
