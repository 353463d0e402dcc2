/** Questions answered by running, in a worker of their own: the page's goes on, and leaving ends it. */
import type { Question } from '#model/protocol.ts'
import { WorkerPool } from '#store/workerPool.ts'
import { useEffect, useState } from 'react'
import { useApp } from '../../widgets/context.ts'

export type Asked<T> =
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly answer: T }
  | { readonly state: 'failed'; readonly why: string }

interface Answers<T> {
  readonly key: string
  readonly asked: readonly Asked<T>[]
}

const ASKING = { state: 'asking' } as const

/** One after the other, each answer as it comes; `T` is what the worker answers to those kinds of question. */
export function useAsked<T>(questions: readonly Question[]): readonly Asked<T>[] {
  const { makeWorker } = useApp()
  const key = JSON.stringify(questions)
  const [known, setKnown] = useState<Answers<T>>({ key: '', asked: [] })
  useEffect(() => {
    const pool = new WorkerPool(makeWorker, 1)
    let wanted = true
    const ask = async (): Promise<void> => {
      const asked: Asked<T>[] = []
      for (const question of JSON.parse(key) as readonly Question[]) {
        const { ok, answer } = await pool.ask(question)
        if (!wanted) return
        asked.push(ok ? { state: 'answered', answer: answer as T } : { state: 'failed', why: String(answer) })
        setKnown({ key, asked: [...asked] })
      }
      pool.stop()
    }
    void ask()
    return () => {
      wanted = false
      pool.stop()
    }
  }, [key, makeWorker])
  return questions.map((_, n) => (known.key === key ? known.asked[n] : undefined) ?? ASKING)
}
