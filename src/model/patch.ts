/** JSON Patch (RFC 6902) on plain JSON values: add, remove, replace and test. Nothing is changed in place. */
import { type Result, err, ok } from '#base/result.ts'
import { isPlainObject, sameJson } from '#base/json.ts'
import { pointer, pointerParts } from './pointer.ts'

export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }

export interface PatchIssue {
  /** Index of the operation. */
  readonly operation: number
  readonly message: string
}

/** An index of `list`, or one behind its end where `behind`; null where it is none. */
function indexOf(list: readonly unknown[], part: string, behind: boolean): number | null {
  if (behind && part === '-') return list.length
  if (!/^(0|[1-9]\d{0,8})$/.test(part)) return null
  const index = Number(part)
  return index < list.length + (behind ? 1 : 0) ? index : null
}

/** What stands at the pointer; `undefined` where there is nothing. */
function valueAt(root: unknown, parts: readonly string[]): unknown {
  let value = root
  for (const part of parts) {
    if (Array.isArray(value)) {
      const index = indexOf(value, part, false)
      if (index === null) return undefined
      value = value[index]
    } else if (isPlainObject(value) && Object.hasOwn(value, part)) value = value[part]
    else return undefined
  }
  return value
}

/** `root` with the container that holds the last part changed by `change`, or a sentence. */
function changed(
  root: unknown,
  parts: readonly string[],
  change: (container: unknown, part: string) => Result<unknown, string>,
): Result<unknown, string> {
  const [part = '', ...rest] = parts
  if (rest.length === 0) return change(root, part)
  const inner = valueAt(root, [part])
  if (inner === undefined) return err(`there is nothing at "${part}"`)
  const made = changed(inner, rest, change)
  return made.ok ? ok(withPart(root, part, made.value)) : made
}

/** A copy with one part replaced, which is there. */
function withPart(container: unknown, part: string, value: unknown): unknown {
  if (Array.isArray(container)) return container.with(Number(part), value)
  return { ...(container as object), [part]: value }
}

function added(container: unknown, part: string, value: unknown): Result<unknown, string> {
  if (Array.isArray(container)) {
    const index = indexOf(container, part, true)
    return index === null ? err(`"${part}" is no place of this list`) : ok(container.toSpliced(index, 0, value))
  }
  return isPlainObject(container)
    ? ok({ ...container, [part]: value })
    : err(`"${part}" is in neither a list nor an object`)
}

function removed(container: unknown, part: string): Result<unknown, string> {
  if (valueAt(container, [part]) === undefined) return err(`there is nothing at "${part}"`)
  if (Array.isArray(container)) return ok(container.toSpliced(Number(part), 1))
  return ok(Object.fromEntries(Object.entries(container as object).filter(([key]) => key !== part)))
}

function replaced(container: unknown, part: string, value: unknown): Result<unknown, string> {
  if (valueAt(container, [part]) === undefined) return err(`there is nothing at "${part}"`)
  return ok(withPart(container, part, value))
}

function applied(root: unknown, operation: PatchOperation): Result<unknown, string> {
  const parts = pointerParts(operation.path)
  if (parts === null) return err(`"${operation.path}" is not a JSON pointer`)
  switch (operation.op) {
    case 'test':
      return sameJson(valueAt(root, parts), operation.value) ? ok(root) : err(`${operation.path} has another value`)
    case 'remove':
      return parts.length === 0 ? err('the whole document cannot be removed') : changed(root, parts, removed)
    case 'add':
      if (parts.length === 0) return ok(operation.value)
      return changed(root, parts, (container, part) => added(container, part, operation.value))
    case 'replace':
      if (parts.length === 0) return ok(operation.value)
      return changed(root, parts, (container, part) => replaced(container, part, operation.value))
    default:
      return err('only add, remove, replace and test are understood')
  }
}

/** Applies all operations in order, or none: the first that cannot be applied is told. */
export function applyPatch(root: unknown, operations: readonly PatchOperation[]): Result<unknown, PatchIssue> {
  let value = root
  for (const [operation, one] of operations.entries()) {
    const next = applied(value, one)
    if (!next.ok) return err({ operation, message: next.error })
    value = next.value
  }
  return ok(value)
}

/** Reads operations out of something unknown. */
export function parsePatch(value: unknown): Result<readonly PatchOperation[], PatchIssue> {
  if (!Array.isArray(value)) return err({ operation: 0, message: 'expected a list of operations' })
  for (const [operation, one] of value.entries()) {
    const message = operationMistake(one)
    if (message !== null) return err({ operation, message })
  }
  return ok(value as readonly PatchOperation[])
}

function operationMistake(one: unknown): string | null {
  if (!isPlainObject(one) || typeof one['path'] !== 'string') return 'an operation has "op" and "path"'
  const op = one['op']
  if (op === 'remove') return null
  if (op !== 'add' && op !== 'replace' && op !== 'test') return 'only add, remove, replace and test are understood'
  return Object.hasOwn(one, 'value') ? null : `${op} needs a "value"`
}

/**
 * Operations that make `to` out of `from`. Lists are compared from both ends, so that what was appended is one `add`.
 * Not the shortest patch there is, but a short one, in linear time.
 */
export function makePatch(from: unknown, to: unknown): readonly PatchOperation[] {
  const operations: PatchOperation[] = []
  compare(from, to, '', operations)
  return operations
}

function compare(from: unknown, to: unknown, path: string, operations: PatchOperation[]): void {
  if (sameJson(from, to)) return
  if (Array.isArray(from) && Array.isArray(to)) compareLists(from, to, path, operations)
  else if (isPlainObject(from) && isPlainObject(to)) compareObjects(from, to, path, operations)
  else operations.push({ op: 'replace', path, value: to })
}

function compareObjects(
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
  path: string,
  operations: PatchOperation[],
): void {
  for (const key of Object.keys(from)) {
    const at = path + pointer(key)
    if (Object.hasOwn(to, key)) compare(from[key], to[key], at, operations)
    else operations.push({ op: 'remove', path: at })
  }
  for (const key of Object.keys(to)) {
    if (!Object.hasOwn(from, key)) operations.push({ op: 'add', path: path + pointer(key), value: to[key] })
  }
}

function compareLists(
  from: readonly unknown[],
  to: readonly unknown[],
  path: string,
  operations: PatchOperation[],
): void {
  const shorter = Math.min(from.length, to.length)
  let head = 0
  while (head < shorter && sameJson(from[head], to[head])) head += 1
  let tail = 0
  while (tail < shorter - head && sameJson(from.at(-1 - tail), to.at(-1 - tail))) tail += 1
  const both = Math.min(from.length, to.length) - tail
  for (let i = head; i < both; i += 1) compare(from[i], to[i], path + pointer(i), operations)
  for (let i = from.length - tail - 1; i >= both; i -= 1) operations.push({ op: 'remove', path: path + pointer(i) })
  for (let i = both; i < to.length - tail; i += 1) {
    const place = tail === 0 ? '-' : i
    operations.push({ op: 'add', path: path + pointer(place), value: to[i] })
  }
}
