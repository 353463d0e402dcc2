/** An agent that the master does not see for a while: for tests of what happens then, and when it is back. */
import { accept, registerAgent, subscribe } from './world.fixture.ts'

export const AWARE = { capabilities: ['MULTI_ROLE', 'PARTITION_AWARE'] }
export const task = (id: string) => [{ id, resources: 'cpus:1;mem:64' }]
export const launch = [registerAgent(10), subscribe(100, 'f', AWARE), accept(110, 'f', task('t'), 1000)]
/** Pings get lost from here on: 75 to 90 s later the agent is unreachable, and its process never noticed. */
export const silence = { atMs: 300, do: 'loseNext', from: 'observer:a1', to: 'a1', count: 8 }
export const UNREACHABLE_MS = 91_000

/** The lines that begin with a later time. */
export const after = (lines: readonly string[], at: number): string[] =>
  lines.filter((line) => Number.parseInt(line, 10) >= at)
