/** Deployment plans. Source: DeploymentPlan.scala; reference/marathon.md 8.1. */
import { formatIso, type SimTime } from '#base/units.ts'
import type { App } from '#model/marathon/shape.ts'
import type { DeploymentAction, DeploymentRecord, RunSpec } from './books.ts'

type Apps = ReadonlyMap<string, RunSpec>

interface Change {
  readonly original: Apps
  readonly target: Apps
}

/** What the plan does to an app that is there before and after; null: nothing. */
function changeOf(before: RunSpec, after: RunSpec): DeploymentAction['action'] | null {
  if (before.version === after.version) return null
  if (before.configVersion === after.configVersion || after.app.instances === 0) return 'ScaleApplication'
  return 'RestartApplication'
}

function levelAction({ original, target }: Change, app: string): DeploymentAction | null {
  const after = target.get(app)
  if (!after) return null
  const before = original.get(app)
  const action = before ? changeOf(before, after) : 'ScaleApplication'
  return action === null ? null : { action, app }
}

/** Whether `app` names `other`, or a group above it, among its dependencies. */
function dependsOn(app: App, other: string): boolean {
  return app.dependencies.some((path) => other === path || other.startsWith(`${path}/`))
}

/** Longest path of dependencies below each affected app, also through others: the deepest come first. Source: DeploymentPlan.scala, runSpecsGroupedByLongestPath. */
function levelsOf(target: Apps, affected: readonly string[]): ReadonlyMap<string, number> {
  const levels = new Map<string, number>()
  const level = (id: string): number => {
    const known = levels.get(id)
    if (known !== undefined) return known
    levels.set(id, 0)
    const app = target.get(id)?.app
    const below = app ? [...target.keys()].filter((other) => other !== id && dependsOn(app, other)) : []
    const found = below.length === 0 ? 0 : 1 + Math.max(...below.map(level))
    levels.set(id, found)
    return found
  }
  for (const id of affected) level(id)
  return levels
}

function byDependency(change: Change, affected: readonly string[]): readonly (readonly DeploymentAction[])[] {
  const levels = levelsOf(change.target, affected)
  const steps: DeploymentAction[][] = []
  for (const id of affected) {
    const action = levelAction(change, id)
    if (action === null) continue
    const level = levels.get(id) ?? 0
    const step = (steps[level] ??= [])
    step.push(action)
  }
  return steps.filter((step) => step.length > 0)
}

/** Ids of apps that differ between the two, in order of their ids. */
export function affectedApps({ original, target }: Change): readonly string[] {
  const ids = [...new Set([...original.keys(), ...target.keys()])].sort()
  return ids.filter((id) => original.get(id)?.version !== target.get(id)?.version)
}

/** Stop what disappears, start what is new, then level by level; empty steps are left out. */
export function planSteps(change: Change): readonly (readonly DeploymentAction[])[] {
  const affected = affectedApps(change)
  const { original, target } = change
  const stops = affected.filter((id) => !target.has(id))
  const starts = affected.filter((id) => !original.has(id))
  return [
    stops.map((app): DeploymentAction => ({ action: 'StopApplication', app })),
    starts.map((app): DeploymentAction => ({ action: 'StartApplication', app })),
    ...byDependency(change, affected),
  ].filter((step) => step.length > 0)
}

export function makePlan(id: string, version: SimTime, change: Change): DeploymentRecord {
  const affected = affectedApps(change)
  const targets = new Map(affected.map((app) => [app, change.target.get(app) ?? null]))
  return { id, version, steps: planSteps(change), affectedApps: affected, targets }
}

/** The plan as events and answers show it. */
export function deploymentBody({ id, version, steps, affectedApps: apps }: DeploymentRecord): object {
  return {
    id,
    version: formatIso(version),
    affectedApps: apps,
    affectedPods: [],
    steps: steps.map((actions) => ({ actions })),
  }
}
