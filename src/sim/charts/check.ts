import type { AnyStateMachine, AnyStateNode } from 'xstate'
import { isReservedEvent } from './stepper.ts'
import { asksForSpawn, unsupported } from './unsupported.ts'

/** Throws for the shapes of a machine that no grade steps; actions and guards are checked where they are compiled. */
export function checkShape(machine: AnyStateMachine): void {
  if (asksForSpawn(machine.config.context)) unsupported(machine, 'in the context factory', 'spawn')
  if (machine.root.type === 'final') unsupported(machine, 'at the root', 'a final root')
  checkNode(machine, machine.root)
}

function checkNode(machine: AnyStateMachine, node: AnyStateNode): void {
  const where = `in '${node.id}'`
  if (node.type === 'parallel') unsupported(machine, where, 'parallel states')
  if (node.type === 'history') unsupported(machine, where, 'history')
  if (node.invoke.length > 0) unsupported(machine, where, 'invoke')
  if (node.config.output !== undefined) unsupported(machine, where, 'output')
  if ('route' in node.config && node.config.route !== undefined) unsupported(machine, where, 'route')
  if (node.parent !== undefined && node.key.includes('.')) unsupported(machine, where, 'a dot in the name of a state')
  const children = Object.values(node.states) as AnyStateNode[]
  if (node.type === 'final' && children.length > 0) unsupported(machine, where, 'states inside a final state')
  for (const [descriptor, edges] of node.transitions) {
    if (isReservedEvent(descriptor) && descriptor !== '*')
      unsupported(machine, where, `a transition on '${descriptor}'`)
    for (const edge of edges)
      if ((edge.target?.length ?? 0) > 1) unsupported(machine, where, 'several targets in one transition')
  }
  for (const edge of node.always ?? [])
    if ((edge.target?.length ?? 0) > 1) unsupported(machine, where, 'several targets in one transition')
  for (const child of children) checkNode(machine, child)
}
