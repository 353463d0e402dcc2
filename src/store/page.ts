/** `window.mesoscope`: the page for programs. Source: contracts.md 5. */
import { sameJson } from '#base/json.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { minimalDocument } from '#model/scenario/print.ts'
import type { Depth } from '#model/trace/records.ts'
import { linesOf } from './answers.ts'
import { builtIn } from './builtIn.ts'
import { openAnything, openBuiltIn, openLink, until, type Opener } from './opening.ts'
import { comparedBranch, comparing } from './comparing.ts'
import { currentBranch, type Lang, type Session } from './session.ts'
import type { Stage } from './stage.ts'

export interface PageState {
  /** What `load` opens again: the id of a built-in scenario, or the least document that says the same. */
  readonly scenario: string | ScenarioDocument
  /** Ordinal that the cursor stands on, -1 before the first. */
  readonly record: number
  /** Records that are computed. */
  readonly records: number
  /** Virtual ms. */
  readonly at: number
  readonly depth: Depth
  readonly playing: boolean
  readonly lang: Lang
  /** The branch that stands beside this one, while two are compared; else null. */
  readonly compared: { readonly name: string; readonly scenario: string | ScenarioDocument } | null
}

export interface Page {
  /** The first scenario is open and has its first records. */
  readonly ready: Promise<void>
  readonly getState: () => PageState
  /** Resolves when the record is there and the cursor stands on it, or on the run's last. */
  readonly goto: (record: number) => Promise<void>
  readonly play: () => void
  readonly pause: () => void
  /** A link, the id of a built-in scenario, a document or its JSON text. Rejects with what is wrong with it. */
  readonly load: (scenario: unknown) => Promise<void>
  /** JSON lines of the records `from` to `to`, both included; waits until they are computed or the run ends. */
  readonly lines: (from: number, to: number) => Promise<string>
}

declare global {
  interface Window {
    mesoscope: Page
  }
}

function opened({ desk }: Opener): Promise<void> {
  return until(desk, () => desk.session.order.length > 0 && !desk.session.opening)
}

/** The id of the built-in scenario, where the document is still that. */
function scenarioOf({ base }: Session, document: ScenarioDocument): string | ScenarioDocument {
  const original = base === null ? undefined : builtIn(base)
  const minimal = minimalDocument(document)
  const unchanged = original !== undefined && sameJson(minimalDocument(original), minimal)
  return unchanged && base !== null ? base : minimal
}

function stateOf({ desk }: Opener): PageState {
  const { session } = desk
  const { document, trace } = currentBranch(session)
  const { cursor, view, playing, lang } = session
  const other = session.branches[comparedBranch(session, comparing.getState().with) ?? '']
  return {
    scenario: scenarioOf(session, document),
    record: cursor.ordinal,
    records: trace.count,
    at: cursor.at,
    depth: view.depth,
    playing,
    lang,
    compared: other ? { name: other.name, scenario: scenarioOf(session, other.document) } : null,
  }
}

/** Waits until a record is computed, or the run is over. */
async function reached({ desk }: Opener, ordinal: number): Promise<void> {
  const id = desk.session.current
  const there = (): boolean => {
    const branch = desk.session.branches[id]
    if (!branch || branch.halted !== null) return true
    // After an edit, what lies beyond it is of the run before.
    return branch.trace.count > ordinal && (branch.trace.at[ordinal] as number) <= branch.aheadMs
  }
  if (!there()) desk.reach(Math.min(ordinal, Number.MAX_SAFE_INTEGER - 1))
  await until(desk, there)
}

async function load(opener: Opener, scenario: unknown): Promise<void> {
  if (typeof scenario === 'string' && /#\/?[sd]\//.test(scenario)) {
    const before = opener.desk.session.notices.length
    await openLink(opener, scenario.slice(scenario.indexOf('#')), false)
    const wrong = opener.desk.session.notices.slice(before).filter((notice) => notice.key.startsWith('notice.link.'))
    if (wrong.length > 0) throw new Error(wrong.map(({ key, params }) => `${key} ${params['about'] ?? ''}`).join('; '))
  } else if (typeof scenario !== 'string' || !(await openBuiltIn(opener, scenario))) {
    const issues = openAnything(opener, scenario)
    if (issues.length > 0) throw new Error(issues.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  }
  await opened(opener)
}

export function makePage(opener: Opener, stage: Stage): Page {
  const { intents, desk } = opener
  return {
    ready: opened(opener),
    getState: () => stateOf(opener),
    goto: async (record) => {
      await reached(opener, record)
      stage.land(Math.trunc(Number(record)) || 0)
    },
    play: () => intents.setPlaying(true),
    pause: () => intents.setPlaying(false),
    load: (scenario) => load(opener, scenario),
    lines: async (from, to) => {
      await reached(opener, to)
      return linesOf(currentBranch(desk.session).trace, from, to)
    },
  }
}
