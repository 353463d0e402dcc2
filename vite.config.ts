import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { offline } from './tools/offline.mjs'
import { contentPolicy } from './tools/policy.mjs'
import { CHUNKS, firstPaint } from './tools/firstPaint.mjs'

/** One configuration for the page (build, dev, preview) and for the unit tests. */
export default defineConfig({
  base: './',
  plugins: [react(), firstPaint(), contentPolicy(), offline()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    sourcemap: true,
    // The page's script is one file; what it may weigh is what `bench size` says.
    chunkSizeWarningLimit: 700,
    rollupOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  test: {
    coverage: { provider: 'v8', include: ['src/**'] },
    // A bound for what hangs, not a measure of speed: the machines are noisy.
    testTimeout: 120_000,
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
