/**
 * What a task's process does, read from its command: `sleep N` and `exit N` joined by `;` or `&&` are followed, a
 * leading `trap '' TERM;` ignores SIGTERM, anything else runs until it is killed (contracts.md 2).
 */
export interface ProcessScript {
  /** Null: until it is killed. */
  readonly runMs: number | null
  readonly exitCode: number
  readonly ignoresSigterm: boolean
}

const STEP = /^(?:sleep\s+(\d+(?:\.\d+)?|infinity)|exit\s+(\d{1,3})|true|false)$/
const TRAP = /^trap\s+(?:''|"")\s+(?:SIG)?TERM$/

export function processOf(command: string): ProcessScript {
  const parts = command.split(/;|&&/).map((part) => part.trim())
  const ignoresSigterm = TRAP.test(parts[0] ?? '')
  let runMs = 0
  let exitCode = 0
  for (const part of ignoresSigterm ? parts.slice(1) : parts) {
    if (part === '') continue
    const match = STEP.exec(part)
    if (!match || match[1] === 'infinity') return { runMs: null, exitCode: 0, ignoresSigterm }
    if (match[1] !== undefined) runMs += Math.round(Number(match[1]) * 1000)
    else if (match[2] !== undefined) return { runMs, exitCode: Number(match[2]) & 255, ignoresSigterm }
    else exitCode = part === 'false' ? 1 : 0
  }
  return { runMs, exitCode, ignoresSigterm }
}

/** The command of a plain framework's task: reads back as the same script. */
export function commandOf(script: ProcessScript): string {
  const trap = script.ignoresSigterm ? "trap '' TERM; " : ''
  const sleep = script.runMs === null ? 'sleep infinity' : `sleep ${script.runMs / 1000}`
  const exit = script.runMs !== null && script.exitCode !== 0 ? `; exit ${script.exitCode}` : ''
  return `${trap}${sleep}${exit}`
}
