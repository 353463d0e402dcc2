/** The package of a process: lock, md5, download, link. Only the first uri counts. Source: bcs-process.md 5.1. */
import type { SimEvent } from '../../../kernel/definition.ts'
import { type PackageUri, pathOf } from '../info.ts'
import type { RegistryAnswer, RegistryCalls } from '../registry.ts'
import { type DaemonApi, daemonDisk, machineOf, ownProcess } from './books.ts'

const REGISTRY = 'registry'

const fileOf = (uri: PackageUri): string => uri.packagesFile ?? ''

/** The design honours the pull policy; without one, and in the code always, the md5 decides. */
function needsRegistry({ books }: DaemonApi, uri: PackageUri): boolean {
  return books.asImplemented || uri.pullPolicy !== 'IfNotPresent' || books.packages[fileOf(uri)] === undefined
}

/** Two processes with one package wait for each other. */
export function takeLock(api: DaemonApi): void {
  const { info } = ownProcess(api)
  const [uri] = info.uris
  if (!uri) {
    api.step(api.id, { type: 'locked', needsRegistry: false })
    return
  }
  const line = api.books.locks.get(fileOf(uri)) ?? []
  api.books.locks.set(fileOf(uri), line)
  line.push(info.id)
  if (line.length === 1) api.step(api.id, { type: 'locked', needsRegistry: needsRegistry(api, uri) })
}

/** The next in the line goes on. */
export function releaseLock(api: DaemonApi): void {
  const { info } = ownProcess(api)
  const { locks, agent, processes } = api.books
  for (const [file, line] of locks) {
    if (line[0] !== info.id) continue
    line.shift()
    const next = processes.get(line[0] ?? '')
    const [uri] = next?.info.uris ?? []
    if (line.length === 0) locks.delete(file)
    if (next && uri)
      api.step(machineOf(agent, next.info.id), { type: 'locked', needsRegistry: needsRegistry(api, uri) })
  }
}

export function askMetadata(api: DaemonApi): void {
  const { info } = ownProcess(api)
  const body: RegistryCalls['GET /api/storage{path}'] = {
    process: info.id,
    path: pathOf(info.uris[0]?.value ?? ''),
  }
  api.send(REGISTRY, 'GET /api/storage{path}', body)
}

export function askPackage(api: DaemonApi): void {
  const { info } = ownProcess(api)
  const { downloadMs } = info.behaviour
  const body: RegistryCalls['GET {path}'] = { process: info.id, path: pathOf(info.uris[0]?.value ?? ''), downloadMs }
  api.send(REGISTRY, 'GET {path}', body)
}

/** An answer of the registry: for the process that asked, if it still waits. */
export function fromRegistry(api: DaemonApi, event: SimEvent): void {
  const { process, of, md5 } = event.body as RegistryAnswer
  const { processes, agent, packages, asImplemented } = api.books
  const book = processes.get(process)
  const [uri] = book?.info.uris ?? []
  if (!book || !uri) return
  const { unpackMs } = book.info.behaviour
  if (of === 'package') {
    api.step(machineOf(agent, process), { type: 'package', md5, unpackMs })
    return
  }
  const wantsNew = !asImplemented && uri.pullPolicy === 'Always'
  book.pendingMd5 = md5
  api.step(machineOf(agent, process), { type: 'md5', cached: !wantsNew && packages[fileOf(uri)] === md5 })
}

/** Written and unpacked: the next process with this package finds it. */
export function notePackage(api: DaemonApi): void {
  const book = ownProcess(api)
  const [uri] = book.info.uris
  if (!uri || book.pendingMd5 === null) return
  api.books.packages[fileOf(uri)] = book.pendingMd5
  daemonDisk(api).packages = api.books.packages
}
