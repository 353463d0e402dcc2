import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { offline } from './tools/offline.mjs'
import { contentPolicy } from './tools/policy.mjs'

/** One configuration for the page (build, dev, preview) and for the unit tests. */
export default defineConfig({
  base: './',
  plugins: [react(), contentPolicy(), offline()],
  worker: { format: 'es' },
  build: { target: 'es2023', sourcemap: true },
  test: {
    coverage: { provider: 'v8', include: ['src/**'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['src/**/*.browser.test.*', 'src/**/*.fuzz.test.*'],
        },
      },
      {
        extends: true,
        test: {
          name: 'fuzz',
          environment: 'node',
          include: ['src/**/*.fuzz.test.ts'],
        },
      },
    ],
  },
})
