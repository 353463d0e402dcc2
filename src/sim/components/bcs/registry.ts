/** The package registry: an HTTP store that tells the md5 of a package and hands it out. Source: bcs-process.md 1, 5.1. */
import { hashText } from '#base/rng.ts'
import { setup } from 'xstate'
import type { Api, Definition, ProcessPlan, SimEvent } from '../../kernel/definition.ts'
import { defineComponent, effectNames } from '../define.ts'

/** Requests of daemons; `process` tells them which of their processes an answer is for. */
export interface RegistryCalls {
  'GET /api/storage{path}': { readonly process: string; readonly path: string }
  /** `downloadMs`: how long the transfer takes in the simulated world. */
  'GET {path}': { readonly process: string; readonly path: string; readonly downloadMs: number }
}

export type RegistryAnswer =
  | { readonly process: string; readonly of: 'metadata'; readonly md5: string }
  | { readonly process: string; readonly of: 'package'; readonly md5: string }

/** Simplified: the sum of a package is made of its path, since packages have no contents here. */
export function md5Of(path: string): string {
  return [0, 1, 2, 3].map((part) => hashText(`${part} ${path}`).toString(16).padStart(8, '0')).join('')
}

export const registryMachine = setup({
  types: { context: {} as object, events: {} as SimEvent },
  actions: effectNames('answerMetadata', 'transfer', 'answerPackage'),
}).createMachine({
  id: 'registry',
  context: {},
  initial: 'serving',
  states: {
    serving: {
      on: {
        'GET /api/storage{path}': { actions: 'answerMetadata' },
        'GET {path}': { actions: 'transfer' },
        transfer: { actions: 'answerPackage' },
      },
    },
  },
})

type RegistryApi = Api<object>

function answerMetadata(api: RegistryApi, event: SimEvent): void {
  const { process, path } = event.body as RegistryCalls['GET /api/storage{path}']
  const body: RegistryAnswer = { process, of: 'metadata', md5: md5Of(path) }
  api.send(event.from ?? '', '200', body)
}

function transfer(api: RegistryApi, event: SimEvent): void {
  const { process, path, downloadMs } = event.body as RegistryCalls['GET {path}']
  api.arm(`transfer ${process}`, downloadMs, { type: 'transfer', to: event.from, process, path })
}

function answerPackage(api: RegistryApi, event: SimEvent): void {
  const { to, process, path } = event as unknown as { to: string; process: string; path: string }
  const body: RegistryAnswer = { process, of: 'package', md5: md5Of(path) }
  api.send(to, '200', body)
}

export const REGISTRY: Definition = defineComponent<object>({
  kind: 'registry',
  machine: registryMachine,
  books: () => ({}),
  effects: { answerMetadata, transfer, answerPackage },
})

export function registryProcess(): ProcessPlan {
  return { process: 'registry', host: 'registry', members: [{ kind: 'registry', id: 'registry', input: {} }] }
}
