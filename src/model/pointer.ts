/** JSON pointers (RFC 6901). */

/** Keys and indices of a JSON pointer, unescaped, or null. */
export function pointerParts(path: string): readonly string[] | null {
  if (path === '') return []
  if (!path.startsWith('/') || /~(?![01])/.test(path)) return null
  return path
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Of keys and indices. */
export function pointer(...parts: readonly (string | number)[]): string {
  return parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
