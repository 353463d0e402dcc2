/** A question answered by running, in a worker of its own: the page's goes on, and leaving ends it. */
import type { Question } from '#model/protocol.ts'
import { WorkerPool } from '#store/workerPool.ts'
import { useEffect, useState } from 'react'
import { useApp } from '../../widgets/context.ts'

export type Asked<T> =
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly answer: T }
  | { readonly state: 'failed'; readonly why: string }

interface Answered<T> {
  readonly key: string
  readonly asked: Asked<T>
}

/** `T` is what the worker answers to that kind of question; null asks nothing. */
export function useAsked<T>(question: Question | null): Asked<T> {
  const { makeWorker } = useApp()
  const key = JSON.stringify(question)
  const [known, setKnown] = useState<Answered<T> | null>(null)
  useEffect(() => {
    const asked = JSON.parse(key) as Question | null
    if (asked === null) return
    const pool = new WorkerPool(makeWorker, 1)
    let wanted = true
    void pool.ask(asked).then(({ ok, answer }) => {
      pool.stop()
      if (wanted)
        setKnown({
          key,
          asked: ok ? { state: 'answered', answer: answer as T } : { state: 'failed', why: String(answer) },
        })
    })
    return () => {
      wanted = false
      pool.stop()
    }
  }, [key, makeWorker])
  return known?.key === key ? known.asked : { state: 'asking' }
}
