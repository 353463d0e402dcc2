/** Opens a document as a branch beside the one on the screen, at a moment of its run. Loaded with what offers it. */
import type { LinkPosition } from '#model/link/types.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { samePrefix } from '#model/scenario/edit.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { ParseIssue } from '#model/scenario/types.ts'
import type { App } from './app.ts'
import { freshBranch } from './edits.ts'
import { settle } from './opening.ts'
import { currentBranch, type Branch, type Cursor } from './session.ts'

/** A record of its run, or a virtual time. */
export type Moment = { readonly position: LinkPosition } | { readonly atMs: number }

function cursorOf(moment: Moment): Cursor {
  if ('atMs' in moment) return { ordinal: -1, at: moment.atMs }
  return { ordinal: moment.position.ordinal, at: moment.position.at }
}

function freeId(branches: Readonly<Record<string, Branch>>): string {
  let n = Object.keys(branches).length
  while (branches[`b${n}`]) n += 1
  return `b${n}`
}

/** The original stays; issues are given back and nothing changes. */
export function openBranch(
  { opener }: App,
  document: ScenarioDocument,
  name: string,
  moment: Moment,
): readonly ParseIssue[] {
  const { desk } = opener
  const parsed = parseScenario(document)
  if (!parsed.ok) return parsed.error
  const { session } = desk
  const parent = currentBranch(session)
  const id = freeId(session.branches)
  const cursor = cursorOf(moment)
  const branch: Branch = {
    ...freshBranch(
      id,
      name,
      { document, scenario: parsed.value },
      parent.trace.fork(parent.trace.count),
      desk.nextEpoch(),
    ),
    parent: parent.id,
    forkedAtMs: Math.min(Math.floor(cursor.at), samePrefix(parent.document, document)),
    cursor,
  }
  desk.set({
    branches: { ...session.branches, [parent.id]: { ...parent, cursor: session.cursor }, [id]: branch },
    order: [...session.order, id],
    current: id,
    cursor,
    playing: false,
    playUntil: null,
    selection: null,
  })
  desk.send(branch, parent.id)
  desk.notify({ key: 'notice.branched', params: { name }, tone: 'info' })
  if ('position' in moment) void settle(opener, moment.position)
  return []
}
