/** The sequence diagram. React renders lane heads, patterns and one empty group; D3 draws inside it (ADR 0004). */
import { must } from '#base/assert.ts'
import { laneStates } from '#derive/laneState.ts'
import { layoutOf, type Layout } from '#derive/layout.ts'
import { diagramModel } from '#derive/model.ts'
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Controller, type Elements, type Input } from './controller.ts'
import styles from './diagram.module.css'
import { listen } from './gestures.ts'
import { LaneHeads } from './LaneHeads.tsx'
import type { DiagramProps } from './types.ts'
import { useSize } from './useSize.ts'

export function Diagram(props: DiagramProps) {
  const { trace, scenario, view, cursor, words } = props
  const prefix = useId()
  const hatch = `${prefix}hatch`
  const { parts, left, useUpdate, moveBy, controller } = useDrawing(prefix, hatch)
  const { root, body, svg, group, names, heads, ahead, gutter, note } = parts
  const { width, height } = useSize(body)
  // Both are remembered by what they are made from, and follow the trace: nothing to memoise here.
  const model = props.model ?? diagramModel(trace, scenario, view)
  const layout = layoutOf(model.lanes, width)
  useUpdate({ props, model, layout, width, height })
  // What holds at a record does not change by what follows: while playing, the heads are drawn when a record is reached.
  const reached = Math.min(cursor.ordinal, trace.count - 1)
  const states = useMemo(() => laneStates(model, layout.shown, reached), [model, layout, reached])
  const { onController } = props
  useLayoutEffect(() => {
    onController?.(controller.current)
    return () => onController?.(null)
  }, [onController, controller])
  return (
    <div className={styles.diagram} ref={root} data-form={layout.form}>
      <LaneHeads
        layout={layout}
        states={states}
        words={words}
        fresh={cursor.ordinal}
        onMenu={props.onLaneMenu}
        onSelect={props.onSelectLane}
        row={heads}
        beyond={lanesBeyond(layout, left + width)}
        onMore={() => moveBy(width * 0.5)}
      />
      <div className={styles.body} ref={body} role="application" aria-label={words.diagram}>
        <div className={styles.ahead} data-ahead="" ref={ahead} />
        <div className={styles.gutter} ref={gutter} data-tour="gutter" />
        <p className={styles.note} ref={note} aria-hidden="true">
          {words.ahead(trace.count === 0 ? 0 : (trace.at[trace.count - 1] as number))}
        </p>
        <svg className={styles.svg} ref={svg} aria-hidden="true">
          <defs>
            <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="2.2" height="4" className={styles.hatch} />
            </pattern>
          </defs>
          <g ref={group} />
        </svg>
        <div className={styles.names} ref={names} />
      </div>
    </div>
  )
}

/** Lanes that stand right of what is seen. */
function lanesBeyond({ shown, x }: Layout, right: number): number {
  return right <= 0 ? 0 : shown.filter(({ n }) => (x[n] as number) > right - 20).length
}

/** The elements that the drawing works in. */
function useParts() {
  return {
    root: useRef<HTMLDivElement>(null),
    body: useRef<HTMLDivElement>(null),
    svg: useRef<SVGSVGElement>(null),
    group: useRef<SVGGElement>(null),
    names: useRef<HTMLDivElement>(null),
    heads: useRef<HTMLDivElement>(null),
    ahead: useRef<HTMLDivElement>(null),
    gutter: useRef<HTMLDivElement>(null),
    note: useRef<HTMLParagraphElement>(null),
  }
}

function elementsOf(parts: ReturnType<typeof useParts>): Elements {
  return {
    root: must(parts.root.current, 'the diagram is mounted'),
    body: must(parts.body.current, 'the body is mounted'),
    svg: must(parts.svg.current, 'the drawing is mounted'),
    group: must(parts.group.current, 'the group is mounted'),
    names: must(parts.names.current, 'the list of names is mounted'),
    heads: must(parts.heads.current, 'the heads are mounted'),
    ahead: must(parts.ahead.current, 'the ground ahead is mounted'),
    gutter: must(parts.gutter.current, 'the gutter is mounted'),
    note: must(parts.note.current, 'the note is mounted'),
  }
}

/** The controller lives as long as its elements. */
function useDrawing(prefix: string, hatch: string) {
  const parts = useParts()
  const mounted = useRef(parts)
  const controller = useRef<Controller>(null)
  const [left, setLeft] = useState(0)
  useLayoutEffect(() => {
    const elements = elementsOf(mounted.current)
    const made = new Controller(elements, prefix, { hatch }, setLeft)
    controller.current = made
    const stop = listen(elements.body, elements.heads, made)
    return () => {
      stop()
      made.destroy()
      elements.group.replaceChildren()
      elements.names.replaceChildren()
      controller.current = null
    }
  }, [prefix, hatch])
  const useUpdate = (input: Input): void =>
    useLayoutEffect(() => {
      controller.current?.update(input)
    })
  const moveBy = (dx: number): void => controller.current?.moveBy(dx, 0)
  return { parts, left, useUpdate, moveBy, controller }
}
