// What of the build decides how soon a reader sees and touches something: one script instead of dozens, a skeleton with its
// style in the page itself, the worker on its way before the page's script is read. Used by vite.config.ts.
import { readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const ENTRY = /\/src\/main\.tsx$/
/** What start.ts needs stays apart from the page's file. */
const BEFORE = /\/src\/simulator\.ts$|preload-helper|rolldown[/:\\]runtime/

/** All that main.tsx imports, directly or not, is one file: small ones pack worse, and each costs the reader a way there. */
function firstChunk(id, build) {
  return isFirst(id, build, new Set()) ? 'first' : null
}

/** For `codeSplitting`: the earlier group takes what it names before the later one may. */
export const CHUNKS = [
  { name: 'start', test: BEFORE, priority: 2 },
  { name: firstChunk, priority: 1 },
]

/** Whether a chain of static imports leads from main.tsx to a module. */
function isFirst(id, build, seen) {
  if (ENTRY.test(id)) return true
  if (seen.has(id)) return false
  seen.add(id)
  return (build.getModuleInfo(id)?.importers ?? []).some((importer) => isFirst(importer, build, seen))
}

/** Colours and sizes of the page and the skeleton's own, without comments and room. */
function inlineStyle() {
  return ['src/ui/theme/tokens.css', 'src/ui/shell/skeleton.css']
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
}

/** What must be known before the first paint, as a script in the page itself. */
function earlyScript() {
  const text = readFileSync(path.join(root, 'src/ui/shell/early.js'), 'utf8')
  return text
    .replace(/^ *\/\/.*$/gm, '')
    .replace(/\n\s*/g, '\n')
    .trim()
}

/** Style sheets stand below the skeleton: it is painted without them, and scripts wait for them anyway. */
function stylesLast(html, bundle) {
  const known = html.match(/ *<link rel="stylesheet"[^>]*>\n/g) ?? []
  const first = Object.keys(bundle ?? {}).filter((file) => /\/first-[^/]*\.css$/.test(file))
  const links = first.map((file) => `    <link rel="stylesheet" crossorigin href="./${file}">\n`)
  return known.reduce((text, link) => text.replace(link, ''), html).replace('  </body>', `${links.join('')}  </body>`)
}

/** The page's script is fetched beside the one that asks for it. */
function pageSoon(html, bundle) {
  const files = Object.keys(bundle ?? {}).filter((file) => /\/(first|main|rolldown-runtime)-[^/]*\.js$/.test(file))
  const missing = files.filter((file) => !html.includes(`href="./${file}"`))
  const links = missing.map((file) => `\n    <link rel="modulepreload" crossorigin href="./${file}">`)
  return html.replace('</title>', `</title>${links.join('')}`)
}

export function firstPaint() {
  return {
    name: 'first-paint',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) =>
        pageSoon(stylesLast(html, bundle), bundle).replace(
          '</title>',
          `</title>\n    <script>${earlyScript()}</script>\n    <style>${inlineStyle()}</style>`,
        ),
    },
  }
}
