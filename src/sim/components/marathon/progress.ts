/** Deployments hear of every change of an instance of their apps. */
import type { InstanceRecord, MarathonApi } from './books.ts'

const ACTIONS = ['scale', 'replace', 'stop'] as const

export type ActionMachine = (typeof ACTIONS)[number]

export function actionMachine(books: { readonly id: string }, kind: ActionMachine, app: string): string {
  return `${books.id}/${kind}:${app}`
}

export function tellDeployment(api: MarathonApi, { id, spec }: InstanceRecord): void {
  if (api.books.store.deployments.size === 0) return
  for (const kind of ACTIONS) {
    api.step(actionMachine(api.books, kind, spec.app.id), { type: 'instanceChanged', instance: id })
  }
}
