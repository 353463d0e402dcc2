/** A row of a machine's table: from a state, with an event, to a state with effects. */
import type { AnyStateMachine } from 'xstate'
import { compiledStepper } from '../../charts/compile.ts'
import type { SimEvent } from '../../kernel/definition.ts'

/** `next: effect effect`, without the timers of states; `-` where the event is ignored. */
export function rows(machine: AnyStateMachine, context: object = {}) {
  const stepper = compiledStepper(machine)
  return (value: string, event: SimEvent): string => {
    const step = stepper.step({ value, context }, event)
    if (!step.taken) return '-'
    const effects = step.effects.map(({ type }) => type).filter((type) => !type.startsWith('chart.'))
    return `${step.state.value}: ${effects.join(' ')}`.trim()
  }
}
