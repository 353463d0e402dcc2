/** Reads a scenario (contracts.md 2): the user's JSON in, the kernel's form or every mistake out. */
import { type Result, err, ok } from '#base/result.ts'
import { isPlainObject as isObject, jsonMistake } from '#base/json.ts'
import { ACTION, unfolded } from './action.ts'
import { agentSpecs } from './agent.ts'
import { canonical } from './canonical.ts'
import { crossChecks } from './checks.ts'
import type { Action, ScenarioDocument } from './document.ts'
import { frameworkSpec } from './framework.ts'
import { type Issues, read } from './read.ts'
import { MAX_TEXT, plainMistake } from './plain.ts'
import { SCENARIO, type ScenarioRead } from './table.ts'
import type { ParseIssue, RoleRules, Scenario } from './types.ts'
import { innerChecks } from './within.ts'

/** Most issues that are told; the last then says how many more there are. */
export const MAX_ISSUES = 1000

/** A document that was read without issues, and what it says. */
export interface ReadScenario {
  readonly document: ScenarioDocument
  readonly scenario: Scenario
}

/**
 * Reads JSON text, or a value that JSON could give. All mistakes are told, one issue each, in the document's order of
 * checks: entries by themselves, then what they say of each other. Paths are JSON pointers, the whole document is `/`.
 */
export function parseScenario(input: unknown): Result<Scenario, readonly ParseIssue[]> {
  const found = readScenario(input)
  return found.ok ? ok(found.value.scenario) : found
}

/** `parseScenario` that keeps the document beside: for who goes on to edit it. */
export function readScenario(input: unknown): Result<ReadScenario, readonly ParseIssue[]> {
  const value = typeof input === 'string' ? valueOf(input) : checkedValue(input)
  if (!value.ok) return err([{ path: '/', message: value.error }])
  const given = value.value
  if (!isObject(given)) return err([{ path: '/', message: 'expected an object: a scenario' }])
  const newer = newerVersion(given['version'])
  if (newer !== null) return err([{ path: '/version', message: newer }])
  const issues: Issues = []
  const raw = read<ScenarioRead>(SCENARIO, given, '', issues)
  innerChecks(given, issues)
  crossChecks(given, issues)
  if (issues.length > 0) return err(bounded(issues))
  const document = given as unknown as ScenarioDocument
  return ok({ document, scenario: scenarioOf(raw, document.actions ?? []) })
}

function bounded(issues: Issues): Issues {
  if (issues.length <= MAX_ISSUES) return issues
  return [...issues.slice(0, MAX_ISSUES), { path: '/', message: `${issues.length - MAX_ISSUES} more mistakes` }]
}

/** Whoever has a newer format gets one sentence instead of a list of unknown keys. */
function newerVersion(version: unknown): string | null {
  return typeof version === 'number' && Number.isInteger(version) && version > 1
    ? `this is version ${version} of the format; this program reads version 1`
    : null
}

function valueOf(text: string): Result<unknown, string> {
  if (text.length > MAX_TEXT) return err('the text is longer than 2 MB')
  try {
    return checkedValue(JSON.parse(text.replace(/^\ufeff/, '')) as unknown)
  } catch {
    return err(jsonMistake(text) ?? 'the text is not JSON')
  }
}

function checkedValue(value: unknown): Result<unknown, string> {
  const mistake = plainMistake(value)
  return mistake === null ? ok(value) : err(mistake)
}

/** Actions keep the document's own form, everything else is as it was read. */
function scenarioOf(raw: ScenarioRead, written: readonly Action[]): Scenario {
  const roles = Object.entries(raw.roles).map(([role, { weight, quota }]): [string, RoleRules] => [
    role,
    { weight, quota: quota && quota.guarantees.length + quota.limits.length > 0 ? quota : null },
  ])
  const actions = written.flatMap((action) => unfolded(actionOf(action)))
  const links = raw.network.links.map(({ between, latencyMs }) => ({
    between: between as readonly [string, string],
    latencyMs,
  }))
  return {
    ...raw,
    roles: Object.fromEntries(roles),
    network: { ...raw.network, links },
    agents: raw.agents.flatMap(agentSpecs),
    frameworks: raw.frameworks.map(frameworkSpec),
    actions: actions.sort((a, b) => a.atMs - b.atMs),
  }
}

/** `atMs` first, though it may be absent. */
function actionOf(action: Action): Action {
  const { atMs = 0, ...keys } = canonical(ACTION, action) as Partial<Action>
  return { atMs, ...keys } as Action
}
