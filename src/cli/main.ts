/** The headless program: finds the command, prints problems in one way, ends quietly when the pipe is closed. */
import { appCommand } from './commands/app.ts'
import { benchCommand } from './commands/bench.ts'
import { compareCommand } from './commands/compare.ts'
import { conformCommand } from './commands/conform.ts'
import { explainCommand } from './commands/explain.ts'
import { fuzzCommand } from './commands/fuzz.ts'
import { linkCommand } from './commands/link.ts'
import { receiptsCommand } from './commands/receipts.ts'
import { runCommand } from './commands/run.ts'
import { sweepCommand } from './commands/sweep.ts'
import { Problem } from './problem.ts'
import type { Place } from './world.ts'

/** Gives the exit code. */
export type Command = (words: readonly string[], place: Place) => Promise<number>

const COMMANDS: Readonly<Record<string, { readonly run: Command; readonly help: string }>> = {
  run: {
    run: runCommand,
    help: 'SCENARIO [--until S] [--seed N] [--depth 1|2|3] [--format text|jsonl|mermaid|plantuml] [--lang en|zh]',
  },
  conform: { run: conformCommand, help: 'PATH… [--only LIST]' },
  app: { run: appCommand, help: 'FILE…' },
  compare: { run: compareCommand, help: 'SCENARIO RECORDING' },
  explain: { run: explainCommand, help: 'SCENARIO --app /id [--at S]' },
  link: { run: linkCommand, help: 'SCENARIO [--at N]' },
  sweep: {
    run: sweepCommand,
    help: 'SCENARIO --seeds A..B --find PREDICATE [--vary KNOB=A..B,…] [--shard I/N] [--distinct] [--shrink]',
  },
  fuzz: { run: fuzzCommand, help: '[--runs N] [--seed N]' },
  bench: { run: benchCommand, help: '[NAME] [--json]' },
  receipts: { run: receiptsCommand, help: '' },
}

function help(): string {
  const lines = Object.entries(COMMANDS).map(([name, command]) => `  ${name.padEnd(8)} ${command.help}`)
  const about = 'SCENARIO is a file, the id of a built-in scenario, a link, or - (standard input).'
  return ['npm run -s mesoscope -- COMMAND', '', ...lines, '', about, ''].join('\n')
}

async function dispatch(words: readonly string[], place: Place): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(help())
    return 0
  }
  const command = COMMANDS[name]
  if (!command) throw new Problem(`${name}: there is no such command; \`help\` lists them`)
  return command.run(rest, place)
}

export async function main(words: readonly string[], place: Place): Promise<number> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  try {
    return await dispatch(words, place)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    for (const line of error.lines) console.error(line)
    return error.exit
  }
}
