/** Small pictures of the runs in the list, made one after the other in a worker of their own. */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import type { HitFound } from '#model/sweep/answers.ts'
import { SideRuns } from '#store/sideRuns.ts'
import { useEffect, useRef, useState } from 'react'
import { useApp } from '../../widgets/context.ts'
import { thumbnail, type Thumbnail } from '../gallery/thumbnail.ts'

/** Those further down the list go without. */
const MOST = 12

interface Pictured {
  readonly document: ScenarioDocument
  readonly hit: HitFound
}

export function useThumbnails(shown: readonly Pictured[]): ReadonlyMap<HitFound, Thumbnail> {
  const { makeWorker } = useApp()
  const [pictures, setPictures] = useState<ReadonlyMap<HitFound, Thumbnail>>(new Map())
  const runs = useRef<SideRuns | null>(null)
  const begun = useRef(new Set<HitFound>())
  const last = useRef<Promise<void>>(Promise.resolve())
  useEffect(
    () => () => {
      runs.current?.stop()
      runs.current = null
      begun.current.clear()
      last.current = Promise.resolve()
    },
    [],
  )
  useEffect(() => {
    const draw = async ({ document, hit }: Pictured): Promise<void> => {
      const trace = await runs.current?.run(document)
      if (!trace) return
      const picture = thumbnail(trace, document, hit.position.ordinal)
      setPictures((before) => new Map(before).set(hit, picture))
    }
    const room = Math.max(0, MOST - begun.current.size)
    for (const one of shown.filter(({ hit }) => !begun.current.has(hit)).slice(0, room)) {
      begun.current.add(one.hit)
      runs.current ??= new SideRuns(makeWorker)
      last.current = last.current.then(() => draw(one))
    }
  })
  return pictures
}
