import type { AnyStateMachine, AnyStateNode } from 'xstate'
import { ActionArgs, compileAction, type Op } from './actions.ts'
import type { ChartEffect, ChartEvent } from './stepper.ts'
import type { Entries } from './topology.ts'

/** The instructions of one transition taken from one leaf, in XState's order. */
export interface Program {
  readonly ops: readonly Op[]
  /** The effects, when they depend on nothing and the context stays: shared by all steps. */
  readonly fixed: readonly ChartEffect[] | null
}

/** What a macrostep changes while it runs. */
export interface Run {
  context: object
  readonly effects: ChartEffect[]
  readonly queue: ChartEvent[]
}

export interface Plan {
  readonly exits: readonly AnyStateNode[]
  readonly actions: readonly unknown[]
  readonly entries: Entries
  /** Set when a top-level final state is entered: the states active then, which are left at once. */
  readonly ending: readonly AnyStateNode[]
  /** Nothing is stepped from where it leads: what is queued there is never taken. */
  readonly over: boolean
}

export function compileProgram(machine: AnyStateMachine, plan: Plan, where: string): Program {
  const compiled = (actions: readonly unknown[], at: string) =>
    actions.map((action) => compileAction(machine, action, at))
  const exit = (node: AnyStateNode) => compiled(node.exit, `at the exit of '${node.id}'`)
  const ops = [...plan.exits.flatMap(exit), ...compiled(plan.actions, where)]
  for (const node of plan.entries.nodes) {
    ops.push(...compiled(node.entry, `at the entry of '${node.id}'`))
    if (plan.entries.byDefault.has(node)) ops.push(...compiled(node.initial.actions, `at the initial of '${node.id}'`))
    if (node.type === 'final' && node.parent !== undefined) ops.push({ kind: 'queue', event: doneEvent(node.parent) })
  }
  ops.push(...plan.ending.flatMap(exit))
  return { ops, fixed: fixedEffects(plan.over ? ops.filter(({ kind }) => kind !== 'queue') : ops) }
}

function doneEvent(parent: AnyStateNode): ChartEvent {
  const event = { type: `xstate.done.state.${parent.id}`, output: undefined }
  return Object.freeze(event)
}

const NOTHING: readonly ChartEffect[] = Object.freeze([])

function fixedEffects(ops: readonly Op[]): readonly ChartEffect[] | null {
  if (ops.length === 0) return NOTHING
  const effects = ops.flatMap((op) => (op.kind === 'effect' ? [op.effect] : []))
  return effects.length === ops.length ? Object.freeze(effects) : null
}

/** Runs the instructions: params and assigners see the context as the instructions before left it. */
export function perform(program: Program, run: Run, event: ChartEvent): void {
  for (const op of program.ops) {
    switch (op.kind) {
      case 'effect':
        run.effects.push(op.effect)
        break
      case 'custom':
        run.effects.push({ type: op.type, params: op.params({ context: run.context, event }) })
        break
      case 'assign': {
        const args = new ActionArgs(run.context, event)
        run.context = { ...run.context, ...op.assign(args, op.params === null ? undefined : op.params(args)) }
        break
      }
      case 'queue':
        run.queue.push(op.event)
        break
      default:
        performDynamic(op, run, event)
    }
  }
}

function performDynamic(op: Extract<Op, { kind: 'raise' | 'cancel' }>, run: Run, event: ChartEvent): void {
  const args = new ActionArgs(run.context, event)
  const params = op.params === null ? undefined : op.params(args)
  if (op.kind === 'cancel') {
    run.effects.push({ type: 'chart.cancel', timer: op.timer(args, params) })
    return
  }
  const raised = op.event(args, params)
  const delayMs = op.delay === null ? undefined : op.delay(args, params)
  if (typeof delayMs === 'number')
    run.effects.push({ type: 'chart.arm', timer: op.timer as string, delayMs, event: raised })
  else run.queue.push(raised)
}
