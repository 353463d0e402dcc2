/** The diagram by itself, on traces written by hand: `vite`, then this folder. Not part of the build. */
import { createElement, useEffect, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { diagramModel } from '#derive/model.ts'
import { CAST, firstApp } from '#derive/trace.fixture.ts'
import { DEFAULT_VIEW } from '#derive/view.ts'
import { Controller } from '../controller.ts'
import { Diagram } from '../Diagram.tsx'
import { runOf } from './real.fixture.js'
import { bigTrace } from './traces.js'
import { words } from './words.js'

const query = new URLSearchParams(location.search)
const number = (name, fallback) => Number(query.get(name) ?? fallback)
if (query.has('theme')) document.documentElement.dataset.theme = query.get('theme')

/** How long each drawing took, in ms. */
const times = []
if (query.has('times')) {
  const { draw } = Controller.prototype
  Controller.prototype.draw = function timed(...given) {
    const start = performance.now()
    draw.apply(this, given)
    times.push(performance.now() - start)
  }
}

function written() {
  const agents = query.has('agents')
    ? Array.from({ length: number('agents', 2) }, (_, i) => `agent-${i + 1}`)
    : CAST.agents
  const trace = query.has('records')
    ? bigTrace(number('records', 1000), number('agents', 2))
    : firstApp(number('rounds', 12)).into()
  return { trace, scenario: { frameworks: CAST.frameworks, agents: agents.map((id) => ({ id })), actions: [] } }
}

const { trace, scenario } = query.has('scenario') ? runOf(query.get('scenario')) : written()

const FIRST_VIEW = {
  ...DEFAULT_VIEW,
  depth: number('depth', 1),
  scale: query.get('scale') ?? 'gaps',
  zoom: number('zoom', 1),
  dialect: query.get('dialect') ?? 'figure',
  density: query.get('density') ?? 'comfortable',
}

function Page() {
  const [view, setView] = useState({
    ...FIRST_VIEW,
  })
  const at = number('at', Infinity)
  const first = trace.ordinalAt(Math.min(at, trace.at[trace.count - 1]))
  const [cursor, setCursor] = useState({ ordinal: first, at: Math.min(at, trace.at[trace.count - 1]) })
  const [selection, setSelection] = useState(query.has('selected') ? number('selected', 0) : null)
  const [playing, setPlaying] = useState(query.has('play'))
  const latest = useRef({ view, cursor })
  useEffect(() => {
    latest.current = { view, cursor }
  })
  useEffect(() => {
    window.dev = {
      times,
      trace,
      setCursor,
      setView,
      setPlaying,
      setSelection,
      latest,
      model: () => diagramModel(trace, scenario, latest.current.view),
    }
  }, [])
  useEffect(() => {
    if (!playing) return
    let last = performance.now()
    let id = requestAnimationFrame(function frame(now) {
      const { axis } = diagramModel(trace, scenario, latest.current.view)
      const y = axis.playStep(axis.yOf(latest.current.cursor), now - last, number('speed', 1))
      last = now
      setCursor(axis.cursorAt(y))
      id = requestAnimationFrame(frame)
    })
    return () => cancelAnimationFrame(id)
  }, [playing])
  return createElement(Diagram, {
    trace,
    revision: 1,
    scenario,
    cursor,
    view,
    selection,
    playing,
    reducedMotion: query.has('still'),
    words,
    onSelect: setSelection,
    onSeek: setCursor,
    onZoom: (zoom) => setView((old) => ({ ...old, zoom })),
    onOpenFold: (ordinal) => setView((old) => ({ ...old, open: [...old.open, ordinal] })),
    onCloseFold: (ordinal) => setView((old) => ({ ...old, open: old.open.filter((other) => other !== ordinal) })),
    onLaneMenu: (lane) =>
      setView((old) => ({ ...old, folded: { ...old.folded, [lane.group]: !(old.folded[lane.group] ?? true) } })),
    onMessageMenu: () => undefined,
  })
}

createRoot(document.getElementById('root')).render(createElement(Page))
