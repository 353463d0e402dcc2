/** The sequence diagram. React renders lane heads, patterns and one empty group; D3 draws inside it (ADR 0004). */
import { laneStates } from '#derive/laneState.ts'
import { layoutOf, type Layout } from '#derive/layout.ts'
import { diagramModel } from '#derive/model.ts'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { Controller, type Input } from './controller.ts'
import styles from './diagram.module.css'
import { listen } from './gestures.ts'
import { LaneHeads } from './LaneHeads.tsx'
import type { DiagramProps } from './types.ts'
import { useSize } from './useSize.ts'

export function Diagram(props: DiagramProps) {
  const { trace, scenario, view, cursor, words } = props
  const prefix = useId()
  const hatch = `${prefix}hatch`
  const { root, body, group, names, heads, left, useUpdate, moveBy } = useDrawing(prefix, hatch)
  const { width, height } = useSize(body)
  // Both are remembered by what they are made from, and follow the trace: nothing to memoise here.
  const model = diagramModel(trace, scenario, view)
  const layout = layoutOf(model.lanes, width)
  useUpdate({ props, model, layout, width, height })
  return (
    <div className={styles.diagram} ref={root} data-form={layout.form}>
      <LaneHeads
        layout={layout}
        states={laneStates(model, layout.shown, cursor.ordinal)}
        words={words}
        fresh={cursor.ordinal}
        onMenu={props.onLaneMenu}
        onSelect={props.onSelectLane}
        row={heads}
        beyond={lanesBeyond(layout, left + width)}
        onMore={() => moveBy(width * 0.5)}
      />
      <div className={styles.body} ref={body} role="application" aria-label={words.diagram}>
        <svg className={styles.svg} aria-hidden="true">
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

/** The elements that the drawing works in, and its controller as long as they are there. */
function useDrawing(prefix: string, hatch: string) {
  const root = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const group = useRef<SVGGElement>(null)
  const names = useRef<HTMLDivElement>(null)
  const heads = useRef<HTMLDivElement>(null)
  const controller = useRef<Controller>(null)
  const [left, setLeft] = useState(0)
  useLayoutEffect(() => {
    const [r, b, g, n, h] = [root.current, body.current, group.current, names.current, heads.current]
    if (!r || !b || !g || !n || !h) return
    const made = new Controller({ root: r, body: b, group: g, names: n, heads: h }, prefix, { hatch }, setLeft)
    controller.current = made
    const stop = listen(b, made)
    return () => {
      stop()
      made.destroy()
      g.replaceChildren()
      n.replaceChildren()
      controller.current = null
    }
  }, [prefix, hatch])
  const useUpdate = (input: Input): void =>
    useLayoutEffect(() => {
      controller.current?.update(input)
    })
  const moveBy = (dx: number): void => controller.current?.moveBy(dx, 0)
  return { root, body, group, names, heads, left, useUpdate, moveBy }
}
