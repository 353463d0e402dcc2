// `npm run golden`: writes the golden texts of the built-in scenarios and the list of a scenario's keys anew. Read what changed before it is committed.
import { ensureDeps, run } from './ensure.mjs'

ensureDeps()
const args = [
  'run',
  '--project',
  'unit',
  'src/content/scenarios/golden.test.ts',
  'src/model/scenario/keys.test.ts',
  '--update',
]
process.exit(run('vitest/vitest.mjs', args).status ?? 1)
