/** What stops a command: lines for standard error, and the exit code (contracts.md 1). */
export class Problem extends Error {
  readonly lines: readonly string[]
  readonly exit: number

  constructor(lines: readonly string[] | string, exit = 2) {
    const all = typeof lines === 'string' ? [lines] : lines
    super(all.join('\n'))
    this.lines = all
    this.exit = exit
  }
}
