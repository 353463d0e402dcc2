/** Small helps for writing definitions. */
import type { Definition } from '../kernel/definition.ts'

/** Forgets the type of the books, which only the definition's own effects know. */
export function defineComponent<B>(definition: Definition<B>): Definition {
  return definition as unknown as Definition
}

/** Names of effects as `setup()` wants them: the machine only names them, the kernel carries them out. */
export function effectNames<const N extends string>(...names: readonly N[]): Record<N, () => void> {
  return Object.fromEntries(names.map((name) => [name, () => undefined])) as unknown as Record<N, () => void>
}

/** What machines are stepped with: a type and whatever members it has. */
export interface ChartInput {
  readonly type: string
  readonly [key: string]: unknown
}
