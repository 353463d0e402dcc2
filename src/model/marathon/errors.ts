/** What Marathon answers instead of an app. Source: reference/marathon.md 2. */

export interface ErrorDetail {
  /** `/` joins members, `(n)` indexes: `/healthChecks(0)/command/value`. */
  readonly path: string
  readonly errors: readonly string[]
}

export interface MarathonError {
  readonly status: number
  readonly body: {
    readonly message: string
    /** A text after a syntax error, a list after anything else that has details. */
    readonly details?: string | readonly ErrorDetail[]
  }
}

/** Collects errors by path; the same error at the same path counts once. */
export class Findings {
  readonly #byPath = new Map<string, string[]>()

  add(path: string, error: string): void {
    const errors = this.#byPath.get(path)
    if (errors === undefined) this.#byPath.set(path, [error])
    else if (!errors.includes(error)) errors.push(error)
  }

  /** Adds unless the rule holds. */
  demand(holds: boolean, path: string, error: string): void {
    if (!holds) this.add(path, error)
  }

  get any(): boolean {
    return this.#byPath.size > 0
  }

  details(): readonly ErrorDetail[] {
    return [...this.#byPath].map(([path, errors]) => ({ path, errors }))
  }
}

export function invalidJson(findings: Findings): MarathonError {
  return { status: 422, body: { message: 'Invalid JSON', details: findings.details() } }
}

export function notValid(findings: Findings): MarathonError {
  return { status: 422, body: { message: 'Object is not valid', details: findings.details() } }
}

export function refusal(status: number, message: string): MarathonError {
  return { status, body: { message } }
}

/** A double as Java prints it: `256.0`, `0.5`, `1.0E7`. */
export function javaDouble(value: number): string {
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits = '', exponent = '0'] = value.toExponential().split('e')
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`
  }
  return Number.isInteger(value) ? `${value}.0` : String(value)
}
