/** `conform`: allocator cases and folders of Marathon documents, each case told `ok` or with its first difference. */
import path from 'node:path'
import { runAllocatorCase } from '#study/conform/allocatorCase.ts'
import { EXPECT_FILE, runMarathonFolder } from '#study/conform/marathonCase.ts'
import { readArgs } from '../args.ts'
import type { Command } from '../main.ts'
import { Problem } from '../problem.ts'
import { filesBelow, isFile, isFolder, print, readText, type Place } from '../world.ts'

interface Outcome {
  readonly name: string
  /** Null: passed. */
  readonly difference: string | null
}

function allocatorOutcome(place: Place, file: string): Outcome | null {
  let json: unknown
  try {
    json = JSON.parse(readText(place, file))
  } catch (error) {
    return { name: path.basename(file, '.json'), difference: `not JSON: ${String(error)}` }
  }
  const kind = (json as { kind?: unknown } | null)?.kind
  if (kind !== 'allocator' && kind !== 'sorter' && kind !== 'division') return null
  const outcome = runAllocatorCase(json)
  return { name: path.basename(file, '.json'), difference: outcome.ok ? null : outcome.difference }
}

function marathonOutcomes(place: Place, folder: string, files: readonly string[]): Outcome[] {
  const texts = Object.fromEntries(files.map((file) => [path.basename(file), readText(place, file)]))
  return runMarathonFolder(texts).map(({ name, difference }) => ({
    name: `${path.basename(folder)}/${name}`,
    difference,
  }))
}

/** Every case under a path. A folder with `_expect.json` holds Marathon documents; other JSON files are looked into. */
function outcomesOf(place: Place, where: string): Outcome[] {
  if (isFile(place, where)) {
    const outcome = allocatorOutcome(place, where)
    if (!outcome) throw new Problem(`${where}: not a case that \`conform\` knows`)
    return [outcome]
  }
  if (!isFolder(place, where)) throw new Problem(`${where}: there is no such file or folder`)
  const files = filesBelow(place, where).filter((file) => file.endsWith('.json'))
  const marathon = new Set(
    files.filter((file) => path.basename(file) === EXPECT_FILE).map((file) => path.dirname(file)),
  )
  const cases = files.filter((file) => !marathon.has(path.dirname(file)))
  return [
    ...cases.flatMap((file) => allocatorOutcome(place, file) ?? []),
    ...[...marathon].flatMap((folder) =>
      marathonOutcomes(
        place,
        folder,
        files.filter((file) => path.dirname(file) === folder),
      ),
    ),
  ]
}

export const conformCommand: Command = async (words, place) => {
  const args = readArgs(words, { options: ['only'] })
  if (args.values.length === 0) throw new Problem('PATH: it is missing')
  const list = args.options.get('only')
  const only =
    list === undefined
      ? null
      : new Set(
          readText(place, list)
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
        )
  const all = args.values.flatMap((where) => outcomesOf(place, where))
  const chosen = only === null ? all : all.filter(({ name }) => only.has(name))
  const known = new Set(all.map(({ name }) => name))
  const missing = [...(only ?? [])]
    .filter((name) => !known.has(name))
    .map((name) => ({ name, difference: 'not found under the paths' }))
  const told: readonly Outcome[] = [...chosen, ...missing]
  let failed = 0
  for (const { name, difference } of told) {
    if (difference !== null) failed += 1
    await print(difference === null ? `ok ${name}\n` : `FAIL ${name}: ${difference}\n`)
  }
  await print(`${told.length - failed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}
