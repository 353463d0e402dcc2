/** Where the other views stand, loaded when one is first wanted. */
import { lazy, type ReactNode, Suspense } from 'react'
import { useBeside } from './useBeside.ts'

const Panel = lazy(async () => ({ default: (await import('./Beside.tsx')).BesidePanel }))
const Concept = lazy(async () => ({ default: (await import('../concept/Concept.tsx')).Concept }))

export function BesidePlace(): ReactNode {
  const tab = useBeside((state) => state.tab)
  const concept = useBeside((state) => state.concept)
  return (
    <Suspense fallback={null}>
      {concept ? <Concept /> : null}
      {tab ? <Panel tab={tab} /> : null}
    </Suspense>
  )
}
