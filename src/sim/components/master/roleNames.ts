/** Which names a role may have. Source: roles.cpp, validate; reference 7.4. */

/** What is wrong with a role's name, as a sentence, or null. */
export function roleFault(role: string): string | null {
  if (role === '*') return null
  if (role === '') return 'Empty role name'
  if (role.startsWith('/') || role.endsWith('/')) return `Role '${role}' cannot start or end with a slash`
  for (const part of role.split('/')) {
    if (part === '') return `Role '${role}' cannot contain two slashes in a row`
    if (part === '.' || part === '..' || part === '*') return `Role '${role}' cannot include '${part}' as a component`
    if (part.startsWith('-')) return `Role component '${part}' cannot start with a dash`
    if (/\s|\u007f/.test(part)) return `Role component '${part}' cannot contain whitespace or DEL`
  }
  return null
}
