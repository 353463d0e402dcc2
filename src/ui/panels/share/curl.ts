/** An app of the scenario as the command that submits it to a real Marathon. */
import type { ScenarioDocument } from '#model/scenario/document.ts'

export interface SharedApp {
  readonly id: string
  readonly command: string
}

/** Text as one word of a POSIX shell. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** Where DC/OS finds Marathon by name. */
const MARATHON = 'http://marathon.mesos:8080'

function commandOf(method: string, path: string, document: unknown): string {
  const body = shellWord(JSON.stringify(document, null, 2))
  return `curl -X ${method} -H 'Content-Type: application/json' ${shellWord(MARATHON + path)} -d ${body}`
}

/** One for each `submitApp` and `updateApp`, in the document's order. */
export function sharedApps(scenario: ScenarioDocument): readonly SharedApp[] {
  return (scenario.actions ?? []).flatMap((action) => {
    if (action.do !== 'submitApp' && action.do !== 'updateApp') return []
    const { app } = action
    const id = typeof app['id'] === 'string' ? app['id'] : ''
    if (action.do === 'submitApp') return [{ id, command: commandOf('POST', '/v2/apps', app) }]
    const path = id.split('/').map(encodeURIComponent).join('/')
    return [{ id, command: commandOf('PUT', `/v2/apps${path.startsWith('/') ? path : `/${path}`}`, app) }]
  })
}
