/** Rows of a state table: state, event, next state. */
import type { AnyStateMachine } from 'xstate'
import { compiledStepper } from '../../charts/compile.ts'

export interface Row {
  readonly from: string
  readonly event: { readonly type: string; readonly [key: string]: unknown }
  readonly to: string
  readonly effects?: readonly string[]
}

/** What the machine makes of a row's event: the row again, with what really followed. */
export function walked(machine: AnyStateMachine, { from, event, effects }: Row, context: object = {}): Row {
  const step = compiledStepper(machine).step({ value: from, context }, event)
  const names = step.effects.map(({ type }) => type).filter((type) => !type.startsWith('chart.'))
  return { from, event, to: step.state.value, ...(effects === undefined ? {} : { effects: names }) }
}
