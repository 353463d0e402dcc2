/** The real world as the commands see it: files, standard streams, the clock. */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { Problem } from './problem.ts'

export interface Place {
  /** Where the user stands: file names count from here. */
  readonly cwd: string
  /** The project's folder. */
  readonly root: string
}

/** Text of a file, or a problem that says which and why. `-` is standard input. */
export function readText(place: Place, name: string): string {
  try {
    return readFileSync(name === '-' ? 0 : path.resolve(place.cwd, name), 'utf8')
  } catch (error) {
    throw new Problem(`${name}: ${reasonOf(error)}`)
  }
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: string }).code
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EISDIR') return 'this is a folder'
  if (code === 'EACCES') return 'it may not be read'
  return error instanceof Error ? error.message : String(error)
}

export function isFile(place: Place, name: string): boolean {
  return statSync(path.resolve(place.cwd, name), { throwIfNoEntry: false })?.isFile() ?? false
}

export function isFolder(place: Place, name: string): boolean {
  return statSync(path.resolve(place.cwd, name), { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** Files below a folder, sorted, as paths that start with the folder's own name. */
export function filesBelow(place: Place, folder: string): string[] {
  return readdirSync(path.resolve(place.cwd, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

/** What a stream may keep for later although it says that it takes more. Source: Node, stream highWaterMark. */
const KEPT = 1 << 16

/** Writes to standard output and waits until it is taken: a large trace does not pile up, and bytes may be used again. */
export async function print(text: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(typeof text === 'string' ? text : buffered(text)))
    await new Promise<void>((resolve) => process.stdout.once('drain', resolve))
}

/** Large bytes as they are, a copy of small ones. */
function buffered(bytes: Uint8Array): Buffer {
  if (bytes.length < KEPT) return Buffer.from(bytes)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}
