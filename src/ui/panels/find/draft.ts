/** What the reader is about to search for: choices that make an expression, seeds, and values that vary. */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { knobNames } from '#model/sweep/knobs.ts'

export const KINDS = ['waits', 'lostStatus', 'rescinded', 'share', 'task', 'own'] as const
export type Kind = (typeof KINDS)[number]

/** A row of the form: texts as they are typed. `path`: the name is a JSON pointer. */
export interface KnobDraft {
  readonly name: string
  readonly path: boolean
  readonly from: string
  readonly to: string
}

export interface Draft {
  readonly kind: Kind
  readonly app: string
  readonly seconds: string
  readonly role: string
  /** Empty: the role as a whole. */
  readonly framework: string
  readonly percent: string
  /** Empty: any. */
  readonly state: string
  readonly own: string
  readonly from: string
  readonly to: string
  readonly knobs: readonly KnobDraft[]
}

export interface Choices {
  readonly apps: readonly string[]
  readonly roles: readonly string[]
  readonly frameworks: readonly string[]
  readonly knobs: readonly string[]
}

function absolute(id: unknown): string {
  const text = String(id ?? '')
  return text.startsWith('/') ? text : `/${text}`
}

/** What a scenario lets one choose from. */
export function choicesOf(document: ScenarioDocument): Choices {
  const apps = (document.actions ?? []).flatMap((action) =>
    action.do === 'submitApp' ? [absolute(action.app['id'])] : [],
  )
  const roles = document.frameworks.flatMap(({ role, roles: several }) => several ?? [role ?? '*'])
  return {
    apps: [...new Set(apps)],
    roles: [...new Set(roles)],
    frameworks: document.frameworks.map(({ id }) => id),
    knobs: knobNames(document),
  }
}

export function firstDraft({ apps, roles }: Choices): Draft {
  return {
    kind: apps.length > 0 ? 'waits' : 'rescinded',
    app: apps[0] ?? '',
    seconds: '10',
    role: roles[0] ?? '*',
    framework: '',
    percent: '50',
    state: 'TASK_FAILED',
    own: 'lost and count(RECONCILE) >= 1',
    from: '1',
    to: '200',
    knobs: [],
  }
}

/** In the language of `mesoscope sweep --find`. */
export function expressionOf(draft: Draft): string {
  const { kind, app, seconds, role, framework, percent, state, own } = draft
  switch (kind) {
    case 'waits':
      return `waits(${app}) > ${seconds}s`
    case 'lostStatus':
      return state === '' ? 'lost(StatusUpdateMessage) or lost(UPDATE)' : `lost(${state})`
    case 'rescinded':
      return 'rescinded during accept'
    case 'share':
      return `share(${framework === '' ? role : `${role},${framework}`}) > ${percent}%`
    case 'task':
      return `task(${state === '' ? 'TASK_FAILED' : state})`
    case 'own':
      return own
  }
}

/** In the language of `mesoscope sweep --vary`. */
export function varyOf({ knobs }: Draft): string {
  return knobs.map(({ name, from, to }) => `${name.trim()}=${from.trim()}..${to.trim()}`).join(',')
}

/** Bounds to begin with, about what makes a difference. */
const BOUNDS: Readonly<Record<string, readonly [string, string]>> = {
  latencyMs: ['1', '500'],
  losses: ['0', '5'],
  agents: ['1', '5'],
  refuseMs: ['1000', '120000'],
  instances: ['1', '8'],
}

/** One more row: the first value that does not vary yet. */
export function nextKnob(names: readonly string[], knobs: readonly KnobDraft[]): KnobDraft {
  const taken = new Set(knobs.map(({ name }) => name))
  const name = names.find((one) => !taken.has(one))
  if (name === undefined) return { name: '', path: true, from: '0', to: '10' }
  return knobNamed(name)
}

export function knobNamed(name: string): KnobDraft {
  const [from = '0', to = '10'] = BOUNDS[name.replace(/\(.*$/, '')] ?? []
  return { name, path: false, from, to }
}
