/** Opens several branches at once: those that a reload left behind. Only the current one is simulated at once. */
import type { ParseIssue } from '#model/scenario/types.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { TraceStore } from '#model/trace/store.ts'
import { START, type Desk } from './desk.ts'
import { freshBranch, openDocument } from './edits.ts'
import type { SavedBranches } from './persist.ts'
import type { Branch, Cursor } from './session.ts'

/** Falls back to the current branch alone where one of the others cannot be read any more. */
export function openBranches(desk: Desk, saved: SavedBranches, at: Cursor | null): readonly ParseIssue[] {
  const branches: Record<string, Branch> = {}
  for (const { id, name, isNamed, document, parent, forkedAtMs, cursor, markers } of saved.branches) {
    const parsed = parseScenario(document)
    if (!parsed.ok) continue
    const fresh = freshBranch(id, name, { document, scenario: parsed.value }, new TraceStore(), 0)
    branches[id] = { ...fresh, isNamed, parent, forkedAtMs, cursor, markers, seen: cursor.ordinal }
  }
  const current = branches[saved.current]
  if (!current) return []
  const issues = openDocument(desk, current.document, {
    name: current.name,
    base: saved.base,
    at: at ?? current.cursor,
    markers: current.markers,
  })
  if (issues.length > 0) return issues
  const opened = desk.session.branches['b0'] as Branch
  desk.close('b0')
  const epoch = desk.nextEpoch()
  const { id, parent, forkedAtMs, isNamed = false } = current
  const here: Branch = { ...opened, id, parent, forkedAtMs, isNamed, epoch }
  desk.set({
    branches: { ...branches, [here.id]: { ...here, seen: Math.max(current.seen, at?.ordinal ?? -1) } },
    order: Object.keys(branches),
    current: here.id,
    cursor: at ?? current.cursor ?? START,
  })
  desk.send(here, null)
  return []
}
