// Script needed before the first interaction, and what may come later: gzip, from the build's own manifest of imports.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const kilobytes = (files) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) / 1000

/** Scripts that index.html names and those that they import statically, one through the other. */
function firstScripts(dist) {
  const html = readFileSync(path.join(dist, 'index.html'), 'utf8')
  const found = new Set()
  const visit = (file) => {
    if (found.has(file)) return
    found.add(file)
    const text = readFileSync(file, 'utf8')
    for (const match of text.matchAll(/(?:from|^import|;import)\s*["'](\.\/[^"']+\.js)["']/g)) {
      visit(path.join(path.dirname(file), match[1]))
    }
  }
  for (const match of html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)) visit(path.join(dist, match[1]))
  return [...found]
}

export function benchSize(dist) {
  const first = firstScripts(dist)
  const all = readdirSync(dist, { recursive: true })
    .map((file) => path.join(dist, String(file)))
    .filter((file) => file.endsWith('.js'))
  const worker = all.filter((file) => /^(host|questions)-|worker/.test(path.basename(file)))
  const later = all.filter((file) => !first.includes(file) && !worker.includes(file))
  const styles = readdirSync(dist, { recursive: true })
    .map((file) => path.join(dist, String(file)))
    .filter((file) => file.endsWith('.css'))
  const row = (name, files) => ({ bench: 'size', case: name, unit: 'kB gzip', value: kilobytes(files) })
  return [
    row('script for the first interaction', first),
    row('worker', worker),
    row('script loaded when wanted', later),
    row('styles', styles),
  ]
}
