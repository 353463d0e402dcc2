/** Position and view as keys of a link, and back. */
import { type LinkPosition, type LinkProblem, type LinkView, UNTIMED } from './types.ts'
import { problem } from './pack.ts'

/** Keys that this version knows; all others are kept as they are. */
export const KNOWN_KEYS = [
  'v',
  'seed',
  'at',
  't',
  'n',
  'k',
  'depth',
  'lang',
  'view',
  'ts',
  'sel',
  'hide',
  'm',
  'x',
  'c',
] as const
const KNOWN = new Set<string>(KNOWN_KEYS)

type Params = Readonly<Record<string, string>>

/** Longest text of one key. */
const MAX_VALUE = 2000

export function positionKeys(position: LinkPosition): Params {
  const { ordinal, at, name, checksum } = position
  return {
    at: String(ordinal),
    ...(at === UNTIMED ? {} : { t: String(at) }),
    ...(name === '' ? {} : { n: name }),
    ...(checksum === null ? {} : { k: checksum }),
  }
}

function wholeOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null
}

/** Null where the link names no record. */
export function readPosition(params: Params): LinkPosition | LinkProblem | null {
  const { at, t, n, k } = params
  if (at === undefined && t === undefined) return null
  const [ordinal, time] = [wholeOf(at), t === undefined ? UNTIMED : wholeOf(t)]
  if (ordinal === null || time === null || (n ?? '').length > MAX_VALUE)
    return problem(
      'position',
      `${at ?? ''}`,
      'the moment that this link names cannot be read; the run opens at its start',
    )
  return { ordinal, at: time, name: n ?? '', checksum: k !== undefined && /^[0-9a-f]{8}$/.test(k) ? k : null }
}

export function viewKeys(view: LinkView): Params {
  const { depth, lang, view: figure, timeScale, selection, hidden, markers } = view
  return {
    ...(depth === undefined ? {} : { depth: String(depth) }),
    ...(lang === undefined ? {} : { lang }),
    ...(figure === undefined ? {} : { view: figure }),
    ...(timeScale === undefined ? {} : { ts: timeScale }),
    ...(selection === undefined ? {} : { sel: selection }),
    ...(hidden === undefined || hidden.length === 0 ? {} : { hide: hidden.join(',') }),
    ...(markers === undefined || markers === '' ? {} : { m: markers }),
  }
}

export function readView(params: Params, problems: LinkProblem[]): LinkView {
  const { depth, lang, view, ts, sel, hide, m } = params
  const known = depth === '1' || depth === '2' || depth === '3'
  if (depth !== undefined && !known)
    problems.push(problem('view', 'depth', `there is no depth "${depth.slice(0, 20)}"`))
  return {
    ...(known ? { depth: Number(depth) as 1 | 2 | 3 } : {}),
    ...textKey('lang', lang, problems),
    ...textKey('view', view, problems),
    ...textKey('timeScale', ts, problems),
    ...textKey('selection', sel, problems),
    ...textKey('markers', m, problems),
    ...(hide ? { hidden: hide.slice(0, MAX_VALUE).split(',') } : {}),
  }
}

function textKey(name: string, value: string | undefined, problems: LinkProblem[]): Readonly<Record<string, string>> {
  if (value === undefined || value === '') return {}
  if (value.length <= MAX_VALUE) return { [name]: value }
  problems.push(problem('view', name, `the ${name} in this link is too long`))
  return {}
}

export function unknownKeys(params: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([key]) => !KNOWN.has(key)))
}
