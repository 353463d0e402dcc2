/** Where the other views stand, loaded when one is first wanted. */
import { lazy, type ReactNode, Suspense } from 'react'
import { useBeside } from './useBeside.ts'

const Panel = lazy(async () => ({ default: (await import('./Beside.tsx')).BesidePanel }))

export function BesidePlace(): ReactNode {
  const tab = useBeside((state) => state.tab)
  return <Suspense fallback={null}>{tab ? <Panel tab={tab} /> : null}</Suspense>
}
