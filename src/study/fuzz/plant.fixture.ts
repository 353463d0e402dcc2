/** Faults planted into the model: a definition's effect is replaced, all else is the cluster that ships. */
import { CLUSTER } from '#sim/components/index.ts'
import type { Api, ClusterDefinition, Definition, SimEvent } from '#sim/kernel/definition.ts'

type AnyEffect = (api: Api<never>, event: SimEvent, params: unknown) => void

/** `change` gets the effect as it ships. Throws where there is none of that name: a plant that changes nothing proves nothing. */
export function planted(kind: string, effect: string, change: (shipped: AnyEffect) => AnyEffect): ClusterDefinition {
  const definition = CLUSTER.definitions.get(kind)
  const shipped = definition?.effects[effect] as AnyEffect | undefined
  if (!definition || !shipped) throw new Error(`${kind} has no effect '${effect}'`)
  const changed = { ...definition, effects: { ...definition.effects, [effect]: change(shipped) } } as Definition
  return { ...CLUSTER, definitions: new Map([...CLUSTER.definitions, [kind, changed]]) }
}

export const forgotten = (): AnyEffect => () => undefined

/** Another body for the event. */
export function withBody(change: (body: Record<string, unknown>) => Record<string, unknown>) {
  return (shipped: AnyEffect): AnyEffect =>
    (api, event, params) =>
      shipped(api, { ...event, body: change(event.body as Record<string, unknown>) }, params)
}

/** Another way to send: `sent` is called instead, with how it is really done. */
export function withSend(
  sent: (really: () => void, name: string, books: Record<string, number>) => void,
): (shipped: AnyEffect) => AnyEffect {
  return (shipped) => (api, event, params) => {
    const send = (to: string, name: string, body: unknown): void =>
      sent(() => api.send(to, name, body), name, api.books as Record<string, number>)
    const wrapped = new Proxy(api, {
      get: (target, key) => {
        if (key === 'send') return send
        const value: unknown = Reflect.get(target, key, target)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    })
    shipped(wrapped, event, params)
  }
}
