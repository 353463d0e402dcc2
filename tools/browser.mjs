// Finds a Chromium to test with, or installs one: environment, Playwright's own, the system's, Playwright's download,
// Debian's package.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { run } from './ensure.mjs'

function works(file) {
  try {
    accessSync(file, constants.X_OK)
    return spawnSync(file, ['--version'], { timeout: 20000 }).status === 0 ? file : undefined
  } catch {
    return undefined
  }
}

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file))
}

const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]
const LINUX = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge']

function windows() {
  return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((d) => [`${d}\\Google\\Chrome\\Application\\chrome.exe`, `${d}\\Microsoft\\Edge\\Application\\msedge.exe`])
    .filter((file) => existsSync(file))
}

function system() {
  if (process.platform === 'win32') return windows()[0]
  const list = process.platform === 'darwin' ? MAC : LINUX.map(onPath).filter(Boolean)
  return list.map(works).find(Boolean)
}

async function managed() {
  const { chromium } = await import('playwright-core')
  const file = chromium.executablePath()
  return existsSync(file) ? file : undefined
}

function fromEnvironment() {
  for (const name of ['E2E_CHROMIUM', 'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH', 'CHROME_PATH']) {
    const file = process.env[name]
    if (!file) continue
    if (works(file)) return { path: file, how: name }
    console.warn(`${name}=${file} does not run; looking further.`)
  }
  return undefined
}

async function download() {
  console.log('No browser found; trying Playwright’s download of Chromium.')
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '8000' }
  const result = run('playwright-core/cli.js', ['install', 'chromium'], { timeout: 300000, env })
  return result.status === 0 ? managed() : undefined
}

/** On Debian as root: the distribution's package, with fonts for Chinese. */
function debian() {
  const os = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  if (!/^ID(_LIKE)?=.*debian/m.test(os) || process.getuid?.() !== 0) return undefined
  console.log('Debian and root: installing the package chromium.')
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  const lock = ['-qq', '-o', 'DPkg::Lock::Timeout=300']
  spawnSync('apt-get', [...lock, 'update'], options)
  spawnSync('apt-get', [...lock, '-y', 'install', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], options)
  return system()
}

/** `{ path, how }` of a browser that runs; ends the program with a sentence where there is none. */
export async function findChromium() {
  const given = fromEnvironment()
  if (given) return given
  const ways = [
    ['playwright-managed', managed],
    ['system', system],
    ['playwright install', download],
    ['apt-get', debian],
  ]
  for (const [how, find] of ways) {
    const file = await find()
    if (file) return { path: file, how }
  }
  console.error('No Chromium or Chrome. Install one, or set E2E_CHROMIUM=/path/to/chrome.')
  process.exit(1)
}
