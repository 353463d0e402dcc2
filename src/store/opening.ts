/** Opens what somebody asked for: a link, the id of a built-in scenario, a document. Tells what could not be opened. */
import { sameJson } from '#base/json.ts'
import { type LinkCompared, type LinkPosition, type OpenedLink, UNTIMED } from '#model/link/types.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { readScenario } from '#model/scenario/parse.ts'
import { minimalDocument } from '#model/scenario/print.ts'
import type { ParseIssue } from '#model/scenario/types.ts'
import { builtIn, FIRST, loadBuiltIn, titleOf } from './builtIn.ts'
import { loadCodec } from './codec.ts'
import type { Desk } from './desk.ts'
import { compareWith } from './comparing.ts'
import { addBranch, openDocument, switchBranch } from './edits.ts'
import type { Intents } from './intents.ts'
import { joined, markersIn } from './markers.ts'
import { readBranches, type Store } from './persist.ts'
import { openBranches } from './restore.ts'
import { currentBranch, type Cursor, type Session } from './session.ts'
import { selectionOf, viewOf } from './linkView.ts'

export interface Opener {
  readonly desk: Desk
  readonly intents: Intents
  readonly storage: Store
}

/** Opens a built-in scenario by its id; false where there is none. */
export async function openBuiltIn(opener: Opener, id: string): Promise<boolean> {
  await loadBuiltIn()
  return openKnown(opener, id)
}

function openKnown({ desk }: Opener, id: string): boolean {
  const document = builtIn(id)
  if (!document) return false
  openDocument(desk, document, { name: titleOf(document, desk.session.lang), base: id })
  return true
}

/** Opens a document of the user's: JSON text or value. Issues are given back and nothing changes. */
export function openAnything({ desk }: Opener, input: unknown, at?: Cursor): readonly ParseIssue[] {
  const read = readScenario(input)
  if (!read.ok) return read.error
  const { document } = read.value
  const name = titleOf(document, desk.session.lang) || document.frameworks.map(({ id }) => id).join(', ')
  return openDocument(desk, document, { name, base: null, ...(at ? { at } : {}) })
}

function sameDocument(a: ScenarioDocument, b: ScenarioDocument): boolean {
  return a === b || sameJson(minimalDocument(a), minimalDocument(b))
}

/** Id of the branch that holds this very document. */
function branchWith(session: Session, document: ScenarioDocument): string | null {
  if (sameDocument(currentBranch(session).document, document)) return session.current
  return session.order.find((id) => sameDocument(session.branches[id]?.document as typeof document, document)) ?? null
}

/** What a fragment names; `restore`: with the branches that were kept of it. Never leaves the page empty. */
export async function openLink(opener: Opener, fragment: string, restore: boolean): Promise<void> {
  const { desk } = opener
  if (/^#?\/?$/.test(fragment)) {
    openFirst(opener)
    return
  }
  const [{ decoded }] = await Promise.all([loadCodec(), loadBuiltIn()])
  const link = await decoded(fragment)
  for (const { code, about, issues } of link.problems) {
    const details = issues ? { details: issues } : {}
    desk.notify({ key: `notice.link.${code}`, params: { about }, tone: 'error', ...details })
  }
  if (!link.scenario) {
    if (desk.session.order.length === 0) openFirst(opener)
    return
  }
  goTo(opener, link, link.scenario, restore)
}

function openFirst(opener: Opener): void {
  const document = builtIn(FIRST)
  if (!document) throw new Error('Broken assumption: the first scenario is built in')
  const saved = readBranches(opener.storage, document)
  if (saved && saved.base === FIRST) openBranches(opener.desk, saved, null)
  else openKnown(opener, FIRST)
}

type OpenedScenario = NonNullable<OpenedLink['scenario']>

function goTo(opener: Opener, link: OpenedLink, { document, base }: OpenedScenario, restore: boolean): void {
  const { desk, intents } = opener
  const { position, view } = link
  const at: Cursor = position ? { ordinal: position.ordinal, at: Math.max(0, position.at) } : { ordinal: -1, at: 0 }
  const known = desk.session.order.length > 0 && desk.session.base === base ? branchWith(desk.session, document) : null
  if (known !== null) {
    switchBranch(desk, known)
    intents.setPlaying(false)
    intents.seek(at)
  } else openFresh(opener, { document, base, at, restore })
  intents.setView(viewOf(view))
  if (view.markers !== undefined)
    intents.setMarkers(joined(currentBranch(desk.session).markers, markersIn(view.markers)))
  if (view.lang === 'en' || view.lang === 'zh') intents.setLang(view.lang)
  intents.select(selectionOf(view.selection))
  compareWith(link.compared ? besideOf(opener, link.compared) : null)
  if (position) void settle(opener, position)
}

/** The branch that a link compares with: one that is there already, or a new one. */
function besideOf({ desk, intents }: Opener, { document, names: [own, other] }: LinkCompared): string | null {
  const { isNamed, parent, id } = currentBranch(desk.session)
  if (own !== null && parent === null && isNamed !== true) intents.renameBranch(id, own)
  const known = branchWith(desk.session, document)
  return known === id ? null : (known ?? addBranch(desk, document, other))
}

interface Fresh {
  readonly document: ScenarioDocument
  readonly base: string | null
  readonly at: Cursor
  readonly restore: boolean
}

function openFresh({ desk, storage }: Opener, { document, base, at, restore }: Fresh): void {
  const saved = restore ? readBranches(storage, document) : null
  if (saved && openBranches(desk, { ...saved, base }, at).length === 0) return
  openDocument(desk, document, { name: titleOf(document, desk.session.lang), base, at })
}

/** Stands on the record that the link means as soon as the run has come so far; says so where it is another today. */
export async function settle({ desk, intents }: Opener, position: LinkPosition): Promise<void> {
  const { momentIn } = await loadCodec()
  const id = desk.session.current
  const elsewhere = (): boolean => desk.session.current !== id || !desk.session.branches[id]
  const found = () => (elsewhere() ? null : momentIn(currentBranch(desk.session), position))
  const isLeft = (): boolean => elsewhere() || (desk.session.replaying ?? null) === null
  if (found() === null) {
    desk.set({ replaying: position.ordinal })
    await until(desk, () => isLeft() || found() !== null)
    const stopped = isLeft()
    desk.set({ replaying: null })
    if (stopped) return
  }
  const moment = found()
  if (!moment) return
  const { trace } = currentBranch(desk.session)
  const { ordinal, how } = moment
  intents.seek({ ordinal, at: ordinal < 0 ? 0 : (trace.at[ordinal] as number) })
  if (how === 'same') return
  const at = position.at === UNTIMED ? (trace.at[ordinal] ?? 0) : position.at
  const params = { event: position.ordinal + 1, seconds: at / 1000 }
  desk.notify({ key: how === 'moved' ? 'notice.moved' : 'notice.lost', params, tone: 'warning' })
}

/** Resolves when the session has come to be so. */
export function until(desk: Desk, holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = desk.subscribe(() => {
      if (!holds()) return
      stop()
      resolve()
    })
  })
}
