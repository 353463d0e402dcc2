import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

/** The headless program as one file for plain Node. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'node_modules/.mesoscope',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rollupOptions: { output: { entryFileNames: 'main.mjs' }, external: [/^node:/, ...builtinModules] },
  },
  ssr: { noExternal: true },
})
