/** Reads a command's words: values in order, `--name value` and `--name=value` options, `--flag` without a value. */
import { Problem } from './problem.ts'

export interface Args {
  readonly values: readonly string[]
  readonly options: ReadonlyMap<string, string>
  readonly flags: ReadonlySet<string>
}

export interface Shape {
  /** Options that take a value. */
  readonly options?: readonly string[]
  readonly flags?: readonly string[]
}

export function readArgs(words: readonly string[], shape: Shape): Args {
  const values: string[] = []
  const options = new Map<string, string>()
  const flags = new Set<string>()
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] as string
    if (!word.startsWith('--')) {
      values.push(word)
      continue
    }
    const [name = '', inline] = word.slice(2).split(/=(.*)/s)
    if (shape.flags?.includes(name) && inline === undefined) flags.add(name)
    else if (shape.options?.includes(name)) {
      const value = inline ?? words[(i += 1)]
      if (value === undefined) throw new Problem(`--${name}: a value is missing`)
      options.set(name, value)
    } else throw new Problem(`--${name}: there is no such option`)
  }
  return { values, options, flags }
}

/** A whole number of at least `low`, or the default. */
export function wholeOption(args: Args, name: string, low: number, otherwise: number): number
export function wholeOption(args: Args, name: string, low: number, otherwise: null): number | null
export function wholeOption(args: Args, name: string, low: number, otherwise: number | null): number | null {
  const text = args.options.get(name)
  if (text === undefined) return otherwise
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < low) throw new Problem(`--${name}: '${text}' is not a whole number from ${low}`)
  return value
}

/** Decimal seconds as whole virtual ms. */
export function secondsOption(args: Args, name: string): number | null {
  const text = args.options.get(name)
  if (text === undefined) return null
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Problem(`--${name}: '${text}' is not a number of seconds`)
  return Math.round(Number(text) * 1000)
}

export function choiceOption<T extends string>(args: Args, name: string, choices: readonly T[], otherwise: T): T {
  const text = args.options.get(name)
  if (text === undefined) return otherwise
  const found = choices.find((choice) => choice === text)
  if (found === undefined) throw new Problem(`--${name}: '${text}' is none of ${choices.join(', ')}`)
  return found
}

export function oneValue(args: Args, what: string): string {
  const [value, ...rest] = args.values
  if (value === undefined) throw new Problem(`${what}: it is missing`)
  if (rest.length > 0) throw new Problem(`${rest[0]}: one word too many`)
  return value
}

/** For commands of options alone. */
export function noValue({ values: [word] }: Args): void {
  if (word !== undefined) throw new Problem(`${word}: one word too many`)
}
