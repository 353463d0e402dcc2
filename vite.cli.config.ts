import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

/** The headless program for plain Node: itself, and the thread of a large run. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'node_modules/.mesoscope',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rollupOptions: {
      input: { main: 'src/cli/main.ts', runThread: 'src/cli/runThread.ts' },
      output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      external: [/^node:/, ...builtinModules],
    },
  },
  ssr: { noExternal: true },
})
