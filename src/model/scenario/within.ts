/** Checks inside one entry: keys that exclude each other, ends in order, amounts within limits. */
import { isPlainObject as isObject } from '#base/json.ts'
import { scalarMilli } from '../resources.ts'
import { parseQuantities } from './leaves.ts'
import { type Issues, below } from './read.ts'

/** Longer lists were refused before, and are not compared. */
const MAX_ROLES = 100

type Plain = Readonly<Record<string, unknown>>

function plainAt(value: unknown, key: string): Plain {
  const part = isObject(value) ? value[key] : undefined
  return isObject(part) ? part : {}
}

function checkRoles(entry: Plain, path: string, issues: Issues): void {
  const { role, roles, suppressedRoles } = entry
  const flag = plainAt(entry, 'flags')['mesosRole']
  if (role !== undefined && roles !== undefined) {
    issues.push({ path: `${path}/roles`, message: 'give either "role" or "roles"' })
    return
  }
  if (flag !== undefined && (role !== undefined || roles !== undefined)) {
    issues.push({ path: `${path}/flags/mesosRole`, message: 'give the role once: here, or as "role"' })
    return
  }
  const own: readonly unknown[] = Array.isArray(roles) ? roles : [role ?? flag ?? '*']
  if (own.length > MAX_ROLES) return
  own.forEach((name, i) => {
    if (own.indexOf(name) < i)
      issues.push({ path: `${path}/roles/${i}`, message: `the role "${String(name)}" is named twice` })
  })
  if (!Array.isArray(suppressedRoles) || suppressedRoles.length > MAX_ROLES) return
  suppressedRoles.forEach((name: unknown, i) => {
    if (typeof name !== 'string' || own.includes(name)) return
    issues.push({ path: `${path}/suppressedRoles/${i}`, message: `"${name}" is not a role of this framework` })
  })
}

function checkMarathonFlags(flags: Plain, path: string, issues: Issues): void {
  const { suppressOffers, disableSuppressOffers, localPortMin = 10_000, localPortMax = 20_000 } = flags
  if (typeof suppressOffers === 'boolean' && suppressOffers === disableSuppressOffers)
    issues.push({ path: `${path}/disableSuppressOffers`, message: 'this contradicts "suppressOffers"' })
  if (typeof localPortMin === 'number' && typeof localPortMax === 'number' && localPortMin > localPortMax)
    issues.push({ path: `${path}/localPortMin`, message: `${localPortMin} is above localPortMax, ${localPortMax}` })
}

function checkTasks(tasks: unknown, path: string, issues: Issues): void {
  if (!Array.isArray(tasks)) return
  const seen = new Set<string>()
  tasks.forEach((task: unknown, i) => {
    const id = isObject(task) ? task['id'] : undefined
    if (typeof id !== 'string') return
    if (seen.has(id)) issues.push({ path: `${path}/${i}/id`, message: `the id "${id}" is taken by a task before it` })
    seen.add(id)
  })
}

function checkFramework(entry: unknown, path: string, issues: Issues): void {
  if (!isObject(entry)) return
  checkRoles(entry, path, issues)
  checkTasks(entry['tasks'], `${path}/tasks`, issues)
  if (entry['kind'] === 'marathon') checkMarathonFlags(plainAt(entry, 'flags'), `${path}/flags`, issues)
  const { startAtMs = 0, stopAtMs } = entry
  if (typeof startAtMs === 'number' && typeof stopAtMs === 'number' && stopAtMs < startAtMs)
    issues.push({ path: `${path}/stopAtMs`, message: `${stopAtMs} is before startAtMs, ${startAtMs}` })
}

function checkAgent(entry: unknown, path: string, issues: Issues): void {
  const { authenticationTimeoutMinMs: low = 5000, authenticationTimeoutMaxMs: high = 60_000 } = plainAt(entry, 'flags')
  if (typeof low === 'number' && typeof high === 'number' && low > high)
    issues.push({ path: `${path}/flags/authenticationTimeoutMinMs`, message: `${low} is above the maximum, ${high}` })
}

/** Source: quota.cpp: guarantees within limits, only for a role at the top. */
function checkQuota(role: string, guarantees: unknown, limits: unknown, path: string, issues: Issues): void {
  if (role === '*' || role.includes('/')) {
    const message = role === '*' ? 'the role "*" cannot have a quota' : 'only a role at the top can have a quota'
    issues.push({ path, message })
    return
  }
  if (typeof guarantees !== 'string' || typeof limits !== 'string') return
  const wanted = parseQuantities(guarantees)
  const most = parseQuantities(limits)
  if (!wanted.ok || !most.ok) return
  const over = wanted.value.find(({ name, milli }) =>
    most.value.some((limit) => limit.name === name && milli > scalarMilli([limit], name)),
  )
  if (over) issues.push({ path: `${path}/guarantees`, message: `the guarantee of ${over.name} is above its limit` })
}

function checkAction(action: unknown, path: string, issues: Issues): void {
  if (!isObject(action)) return
  if (action['do'] === 'submitTasks') checkTasks(action['tasks'], `${path}/tasks`, issues)
  if (action['do'] === 'addAgent') checkAgent(action['agent'], `${path}/agent`, issues)
  const { role, guarantees, limits } = action
  if (action['do'] === 'setQuota' && typeof role === 'string') checkQuota(role, guarantees, limits, path, issues)
}

function eachOf(value: unknown, check: (entry: unknown, i: number) => void): void {
  if (Array.isArray(value)) value.forEach(check)
}

export function innerChecks(document: Plain, issues: Issues): void {
  eachOf(document['agents'], (entry, i) => checkAgent(entry, `/agents/${i}`, issues))
  eachOf(document['frameworks'], (entry, i) => checkFramework(entry, `/frameworks/${i}`, issues))
  eachOf(document['actions'], (entry, i) => checkAction(entry, `/actions/${i}`, issues))
  for (const [role, rules] of Object.entries(plainAt(document, 'roles'))) {
    const quota = isObject(rules) ? rules['quota'] : undefined
    if (!isObject(quota)) continue
    const { guarantees = '', limits = '' } = quota
    checkQuota(role, guarantees, limits, `${below('/roles', role)}/quota`, issues)
  }
}
