import type { AnyStateMachine } from 'xstate'

/** Ends the load of a machine: the sentence names the machine, the place in it and the feature. */
export function unsupported(machine: AnyStateMachine, where: string, feature: string): never {
  throw new Error(`Machine '${machine.id}' uses ${feature} ${where}, which charts do not support.`)
}

/** True where a function asks for `spawn` in its parameter list; a hidden use is caught when it runs. */
export function asksForSpawn(fn: unknown): boolean {
  if (typeof fn !== 'function') return false
  const source = Function.prototype.toString.call(fn)
  return /\bspawn\b/.test(source.slice(0, Math.max(0, source.indexOf(')'))))
}
