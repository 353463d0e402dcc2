// The diagram by itself: how long a first drawing takes, however long the run, and beside mermaid and a plain D3 join.
import { loadDictionary } from '#content/locales/index.ts'
import { makeWords } from '#content/locales/words.ts'
import { mermaid as mermaidText } from '#derive/mermaid.ts'
import { diagramModel } from '#derive/model.ts'
import { sequence } from '#derive/sequence.ts'
import { DEFAULT_VIEW } from '#derive/view.ts'
import { Diagram } from '#ui/diagram/Diagram.tsx'
import { diagramWords } from '#ui/shell/diagramWords.ts'
import mermaid from 'mermaid'
import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { drawByJoin } from './join.js'
import { runOf } from './runs.js'

const place = document.getElementById('place')
const nothing = () => undefined
const breath = () => new Promise((resolve) => setTimeout(resolve, 30))

async function wordsOf(scenario) {
  return diagramWords(makeWords('en', await loadDictionary('en')), scenario)
}

/** Mounts the diagram in an empty place, draws, takes it away; ms until it is in the DOM, and arrows in it. */
async function drawn({ trace, scenario }, { ordinal, height, view, words }) {
  place.style.height = `${height}px`
  const root = createRoot(place)
  const cursor = { ordinal, at: trace.at[ordinal] }
  const props = {
    trace,
    revision: 1,
    scenario,
    cursor,
    view,
    selection: null,
    playing: false,
    reducedMotion: true,
    words,
  }
  const heard = { onSelect: nothing, onSeek: nothing, onZoom: nothing, onOpenFold: nothing, onLaneMenu: nothing }
  const started = performance.now()
  flushSync(() => root.render(createElement(Diagram, { ...props, ...heard, onMessageMenu: nothing })))
  const ms = performance.now() - started
  const diagram = place.querySelector('[aria-busy]')
  if (diagram?.getAttribute('aria-busy') !== 'false') throw new Error('the diagram has not drawn at once')
  const arrows = place.querySelectorAll('[data-phase]:not([role])').length
  const labels = [...place.querySelectorAll('svg text')].filter((text) => text.checkVisibility()).length
  root.unmount()
  place.replaceChildren()
  await breath()
  return { ms, arrows, labels }
}

async function repeated(times, once) {
  const all = []
  for (let k = 0; k < times; k += 1) all.push(await once())
  return { times: all.map(({ ms }) => ms), arrows: all[0].arrows, labels: all[0].labels }
}

/** What the page has when its first drawing is asked for: a trace, and the model that grows with each of its chunks. */
async function first(document_, length, at) {
  const run = runOf(document_, length)
  const started = performance.now()
  diagramModel(run.trace, run.scenario, DEFAULT_VIEW)
  const model = performance.now() - started
  const words = await wordsOf(run.scenario)
  const ordinal = Math.min(at, run.trace.count - 1)
  const drawing = await repeated(12, () => drawn(run, { ordinal, height: 900, view: DEFAULT_VIEW, words }))
  return { records: run.trace.count, model, ...drawing }
}

const WHOLE = { ...DEFAULT_VIEW, depth: 3, density: 'compact', scale: 'true' }

/** A thousand messages, all in view, by us, by mermaid, by a join. */
async function whole(document_) {
  const run = runOf(document_, { messages: 1000 })
  const words = await wordsOf(run.scenario)
  const height = Math.ceil(diagramModel(run.trace, run.scenario, WHOLE).axis.endY) + 200
  const ordinal = run.trace.count - 1
  const ours = await repeated(7, () => drawn(run, { ordinal, height, view: WHOLE, words }))
  const parts = sequence(run.trace, { cast: run.cast })
  const join = await repeated(7, () => timed(() => drawByJoin(place, parts)))
  mermaid.initialize({ startOnLoad: false, maxTextSize: 1e7, maxEdges: 1e5 })
  const text = mermaidText(run.trace, { cast: run.cast })
  const theirs = await repeated(3, () =>
    timed(async () => {
      const { svg } = await mermaid.render(`drawing-${performance.now().toFixed()}`, text)
      place.innerHTML = svg
    }),
  )
  return { messages: parts.messages.length, ours, join, mermaid: theirs }
}

async function timed(draw) {
  const started = performance.now()
  await draw()
  const ms = performance.now() - started
  const texts = place.querySelectorAll('text').length
  place.replaceChildren()
  await breath()
  return { ms, arrows: 0, labels: texts }
}

window.drawings = { first, whole }
