// `npm run e2e -- ARGS`: the end-to-end tests alone, on a fresh build; in E2E_DIST and at E2E_PORT where these are set.
import { ensureDeps, run } from './ensure.mjs'

ensureDeps()
const { findChromium } = await import('./browser.mjs')
const browser = await findChromium()
const env = { ...process.env, E2E_CHROMIUM: browser.path }
if (
  run('vite/bin/vite.js', ['build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', env.E2E_DIST ?? 'dist'])
    .status !== 0
)
  process.exit(1)
const args = ['test', '--config', 'e2e/playwright.config.ts', ...process.argv.slice(2)]
process.exit(run('@playwright/test/cli.js', args, { env }).status ?? 1)
