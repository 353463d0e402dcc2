/** The few words of a message that a reader looks for: who, what, how much. */

/** Keys of a body that say what a message is about, in this order. */
const TELLING = [
  'resources',
  'taskId',
  'offerId',
  'offerIds',
  'executorId',
  'uuid',
  'message',
  'roles',
  'connected',
] as const

interface Speaking {
  readonly [key: string]: unknown
}

function isSpeaking(value: unknown): value is Speaking {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** Wire ids are long: their last part tells them apart (`…-O3` is `O3`). */
function short(value: unknown): string {
  if (Array.isArray(value)) return value.map(short).join(',')
  const text = String(value)
  const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:-(\w+))?$/.exec(text)
  return id ? (id[1] ?? text.slice(0, 8)) : text
}

const UUID = /([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const LABELS = /\{marathon_framework_id:[^,}]*,marathon_task_id:([^}]*)\}/g

/** Resources with the ids of reservations and volumes cut short: `disk(prod){db.instance-5c728edb}[db#data#7f26e1c4:data]:10`. */
export function shortResources(resources: string): string {
  return resources.replace(LABELS, '{$1}').replace(UUID, '$1')
}

function offersText(offers: readonly Speaking[]): string {
  return offers
    .map((offer) => `${short(offer['id'])} ${String(offer['hostname'])} ${shortResources(String(offer['resources']))}`)
    .join(' + ')
}

function operationsText(operations: readonly Speaking[]): string {
  return operations
    .map((operation) => {
      const tasks = (operation['taskInfos'] ??
        (operation['taskGroup'] as Speaking | undefined)?.['tasks'] ??
        []) as Speaking[]
      return [
        String(operation['type']),
        ...[operation['resources'], operation['volumes']].filter(isText).map(shortResources),
        ...tasks.map((task) => `${String(task['taskId'])} ${shortResources(String(task['resources']))}`),
      ].join(' ')
    })
    .join(', ')
}

function told(key: string, value: unknown): string {
  return key === 'resources' && isText(value) ? shortResources(value) : short(value)
}

/** The few words of a body that a reader looks for. */
export function gist(body: unknown): string {
  if (!isSpeaking(body)) return ''
  const words: string[] = []
  if (Array.isArray(body['offers'])) words.push(offersText(body['offers'] as Speaking[]))
  for (const key of TELLING) if (body[key] !== undefined && body[key] !== '') words.push(told(key, body[key]))
  if (isSpeaking(body['task'])) words.push(String(body['task']['taskId']))
  const status = isSpeaking(body['update']) ? body['update']['status'] : body['status']
  if (isSpeaking(status)) words.push(statusText(status))
  if (Array.isArray(body['operations'])) words.push(operationsText(body['operations'] as Speaking[]))
  const filters = body['filters']
  if (isSpeaking(filters) && filters['refuseSeconds'] !== undefined)
    words.push(`refuse ${String(filters['refuseSeconds'])} s`)
  return words.join('  ')
}

function statusText(status: Speaking): string {
  return [status['taskId'], status['state'], status['reason']]
    .filter((word) => word !== undefined)
    .map(String)
    .join(' ')
}
