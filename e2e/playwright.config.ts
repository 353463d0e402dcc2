import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
]
const chromium = process.env['E2E_CHROMIUM']
const firefox = process.env['E2E_FIREFOX'] ?? (existsSync('/usr/bin/firefox-esr') ? '/usr/bin/firefox-esr' : undefined)

/** A port of its own, so that a running `npm start` is not tested by mistake. */
const port = Number(process.env['E2E_PORT'] ?? 4273)
/** Where the built page lies; runs beside each other have a port, a build and results of their own. */
const dist = process.env['E2E_DIST'] ?? 'dist'
const results = `../test-results/${process.env['E2E_PORT'] ? `pw-${port}` : 'pw'}`

/** Tests of the built page through roles and names. Firefox runs where Debian's firefox-esr is installed. */
export default defineConfig({
  testDir: '.',
  outputDir: results,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  reporter: [
    ['line'],
    ['json', { outputFile: process.env['E2E_DIST'] ? `${results}.json` : '../test-results/e2e.json' }],
  ],
  use: { baseURL: `http://localhost:${port}`, viewport: { width: 1440, height: 900 } },
  projects: [
    {
      name: 'chromium',
      use: { browserName: 'chromium', launchOptions: { ...(chromium ? { executablePath: chromium } : {}), args } },
    },
    ...(firefox
      ? [
          {
            name: 'firefox',
            grep: /@everywhere/,
            use: {
              browserName: 'firefox' as const,
              channel: 'moz-firefox',
              launchOptions: { executablePath: firefox },
            },
          },
        ]
      : []),
  ],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${port} --strictPort --outDir ${dist}`,
    cwd: '..',
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
  },
})
