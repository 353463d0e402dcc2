/** Text from outside, by file, drop or paste: told what it is, parsed, bounded, opened; or refused in a sentence. */
import { isPlainObject } from '#base/json.ts'
import { readScenario } from '#model/scenario/parse.ts'
import type { Notice } from './session.ts'

/** Larger files are not read at all. */
export const LARGEST_IMPORT_MB = 2
export const LARGEST_IMPORT = LARGEST_IMPORT_MB * 1024 * 1024

type Refusal = Pick<Notice, 'key' | 'params' | 'details'>

export type Imported =
  | { readonly kind: 'link'; readonly fragment: string }
  | { readonly kind: 'scenario'; readonly document: unknown }
  | { readonly kind: 'app'; readonly app: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

function refused(key: Refusal['key'], params: Refusal['params'], details?: Refusal['details']): Imported {
  return { kind: 'refused', refusal: { key, params, ...(details ? { details } : {}) } }
}

/** One line that holds a link's fragment; whose page it names does not matter. */
const LINK = /^\S*(#\/?[sd]\/\S+)$/

/** `name` is what the reader calls the source: the file, the pasted text. */
export function readImport(text: string, name: string): Imported {
  if (text.length > LARGEST_IMPORT) return refused('notice.import.tooLarge', { limit: LARGEST_IMPORT_MB })
  if (/[\0\uFFFD]/.test(text.slice(0, 4096))) return refused('notice.import.notText', { name })
  const plain = text.trim()
  const link = LINK.exec(plain)?.[1]
  if (link !== undefined) return { kind: 'link', fragment: link }
  if (isRun(plain)) return refused('notice.import.trace', { name })
  const value = valueOf(plain)
  if (isPlainObject(value) && typeof value['id'] === 'string' && !('agents' in value) && !('version' in value)) {
    return { kind: 'app', app: value }
  }
  const read = readScenario(plain)
  if (read.ok) return { kind: 'scenario', document: read.value.document }
  const isMeant = isPlainObject(value) && ('agents' in value || 'version' in value || 'frameworks' in value)
  return refused(isMeant ? 'notice.import.mistakes' : 'notice.import.unknown', { name }, read.error)
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** JSON lines of a run begin with an ordinal, a time and a type. */
function isRun(text: string): boolean {
  const end = text.indexOf('\n')
  const first = valueOf(end < 0 ? text : text.slice(0, end))
  return isPlainObject(first) && typeof first['i'] === 'number' && typeof first['type'] === 'string'
}
