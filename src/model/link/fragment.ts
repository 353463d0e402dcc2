/**
 * The text of a link: `#/s/ID?v=1&at=37&…` for a built-in scenario, `#/d/PACKED?v=1&…` for a document of one's own.
 * Keys and values are percent-encoded where a fragment needs it.
 */

export interface RawLink {
  readonly source:
    | { readonly kind: 'builtIn'; readonly id: string }
    | { readonly kind: 'packed'; readonly data: string }
  readonly params: Readonly<Record<string, string>>
}

/** Half a surrogate pair, which has no encoding. */
const LONE = /\p{Cs}/gu

/** `encodeURIComponent`, but for letters that a fragment may hold and people like to read. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(LONE, '\ufffd')).replace(/%(3A|2F|2C|40|7E)/g, (hex) =>
    decodeURIComponent(hex),
  )
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

export function formatFragment({ source, params }: RawLink): string {
  const pairs = Object.entries(params).map(([key, value]) => `${encoded(key)}=${encoded(value)}`)
  const head = source.kind === 'builtIn' ? `s/${encoded(source.id)}` : `d/${source.data}`
  return `#/${head}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
}

/** Takes a fragment with or without `#`, or a whole address. Null where it is none of ours. */
export function parseFragment(text: string): RawLink | null {
  const match = /^(?:[^#]*#)?\/?([sd])\/([^?#]+)(?:\?([^#]*))?$/.exec(text.trim())
  if (!match) return null
  const [, kind, head = '', query = ''] = match
  const params: [string, string][] = []
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const key = decoded(equals < 0 ? pair : pair.slice(0, equals))
    const value = decoded(equals < 0 ? '' : pair.slice(equals + 1))
    if (key === null || value === null) return null
    params.push([key, value])
  }
  const id = decoded(head)
  if (id === null) return null
  const source = kind === 's' ? ({ kind: 'builtIn', id } as const) : ({ kind: 'packed', data: head } as const)
  return { source, params: Object.fromEntries(params) }
}
