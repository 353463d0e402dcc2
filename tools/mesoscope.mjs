// `npm run -s mesoscope -- COMMAND`: the headless program (contracts.md 1). File names count from where the user stands.
import { pathToFileURL } from 'node:url'
import { builtCli } from './cli.mjs'
import { root } from './ensure.mjs'

const { main } = await import(pathToFileURL(builtCli()).href)
process.exitCode = await main(process.argv.slice(2), { cwd: process.env.INIT_CWD ?? process.cwd(), root })
