// `node tools/receipts.mjs SHEETS`: every source that a receipt names stands in the fact sheets of that folder.
// Prints what does not, then 'N passed, N failed'.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { spawnSync } from 'node:child_process'
import { root } from './ensure.mjs'

const folder = process.argv[2]
if (!folder) throw new Error('node tools/receipts.mjs FOLDER')
const sheets = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]),
)

/** Codes of files: the table under 0.1 of the protocol's sheet. */
function codesOf(sheet) {
  const table = section(sheet, '0.1') ?? ''
  return new Set([...table.matchAll(/\| ([A-Z][A-Z0-9]*) \| (?:src|include)\//g)].map(([, code]) => code))
}

/** The text under a heading, up to the next of its level or above; undefined: there is no such heading. */
function section(sheet, number) {
  const lines = sheet.split('\n')
  const isIt = (line) => /^#+ /.test(line) && line.replace(/^#+ /, '').split(/[ .](?= |[A-Z(])| /)[0] === number
  const first = lines.findIndex(isIt)
  if (first < 0) return undefined
  const level = /^#+/.exec(lines[first])[0].length
  const after = lines.slice(first + 1).findIndex((line) => /^#+ /.test(line) && /^#+/.exec(line)[0].length <= level)
  return lines.slice(first, after < 0 ? undefined : first + 1 + after).join('\n')
}

/** `M:deactivate, _subscribe` cites two functions of one file; a name alone after a comma belongs to the code before. */
function citationsOf(text, codes) {
  const found = new Set()
  for (const [, code, names] of text.matchAll(
    /\b([A-Z][A-Z0-9]*):([A-Za-z_][\w:]*(?:\(\))?(?:(?:, |…)[A-Za-z_][\w:]*)*)/g,
  )) {
    if (!codes.has(code)) continue
    found.add(code)
    let file = code
    for (const name of names.split(/, |…/)) {
      const [own, rest] = name.split(/(?<=^[A-Z][A-Z0-9]*):(?!:)(.*)/)
      if (rest !== undefined && codes.has(own)) file = own
      found.add(file).add(`${file}:${(rest ?? own).replace('()', '')}`)
    }
  }
  return found
}

const codes = codesOf(sheets.get('mesos-protocol.md') ?? '')
const cited = new Set([...sheets.values()].flatMap((text) => [...citationsOf(text, codes)]))

/** What is wrong with a source, or null. */
function fault(source) {
  const bySection = /^([\w-]+\.md) ([\w.()]+?)(?:: (.+))?$/.exec(source)
  if (bySection) {
    const [, file, number, words] = bySection
    const sheet = sheets.get(file)
    if (sheet === undefined) return `there is no ${file}`
    const text = section(sheet, number)
    if (text === undefined) return `${file} has no section ${number}`
    return words === undefined || text.includes(words) ? null : `'${words}' does not stand in ${file} ${number}`
  }
  const [code, names] = source.split(/:(.*)/)
  if (!codes.has(code)) return `${code} is no code of a file`
  if (names === undefined || names === '') return null
  const missing = names.split(', ').filter((name) => !cited.has(`${code}:${name}`))
  return missing.length === 0 ? null : `no sheet cites ${missing.map((name) => `${code}:${name}`).join(', ')}`
}

const args = [path.join(root, 'tools', 'mesoscope.mjs'), 'receipts']
const { stdout, status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 })
if (status !== 0) throw new Error(stderr)
const receipts = stdout.split('\n').filter((line) => line !== '')
let failed = 0
for (const line of receipts) {
  const [kind, name, source = ''] = line.split('\t')
  const why = fault(source)
  if (why === null) continue
  failed += 1
  console.log(`FAIL ${kind} ${name}: ${why}`)
}
console.log(`${receipts.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 && receipts.length > 0 ? 0 : 1
