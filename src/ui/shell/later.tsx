/** Parts that are loaded right after the first picture: reading them can wait a moment, playing cannot. */
import { type ComponentType, type ReactNode, Suspense } from 'react'
import type { Controller } from '../diagram/controller.ts'
import { lazily } from '../widgets/lazily.ts'
import type { Peeked } from './Peek.tsx'

function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): (props: P) => ReactNode {
  const Loaded = lazily(load)
  return function Later(props: P) {
    return (
      <Suspense fallback={null}>
        <Loaded {...props} />
      </Suspense>
    )
  }
}

export const Inspector = later(async () => ({ default: (await import('../panels/inspector/Inspector.tsx')).Inspector }))
export const Apps = later(async () => ({ default: (await import('../panels/apps/Apps.tsx')).Apps }))
export const Shares = later(async () => ({ default: (await import('../panels/shares/Shares.tsx')).Shares }))
export const Capacity = later(async () => ({ default: (await import('../panels/capacity/Capacity.tsx')).Capacity }))
export const PlaceMenu = later(async () => ({ default: (await import('../panels/faults/PlaceMenu.tsx')).PlaceMenu }))
export const Sheet = later(async () => ({ default: (await import('./Sheet.tsx')).Sheet }))
export const DropPlace = later(async () => ({ default: (await import('./DropPlace.tsx')).DropPlace }))
export const Replaying = later(async () => ({ default: (await import('./Replaying.tsx')).Replaying }))
export const SearchBar = later(async () => ({ default: (await import('./SearchBar.tsx')).SearchBar }))
export const Concept = later(async () => ({ default: (await import('../panels/concept/Concept.tsx')).Concept }))
export const Peek = later<{ readonly peeked: Peeked }>(async () => ({ default: (await import('./Peek.tsx')).Peek }))
export const Compare = later<{ readonly other: string }>(async () => ({
  default: (await import('../panels/compare/Compare.tsx')).Compare,
}))
export const DeliveryDrag = later<{ readonly controller: Controller }>(async () => ({
  default: (await import('../panels/delivery/DeliveryDrag.tsx')).DeliveryDrag,
}))
export const Speaker = later(async () => ({ default: (await import('./Speaker.tsx')).Speaker }))
export const Tips = later<{ readonly chordText: (chord: string) => string }>(async () => ({
  default: (await import('../widgets/Tip.tsx')).Tips,
}))
export const Tour = later(async () => ({ default: (await import('../panels/tour/Tour.tsx')).Tour }))
export const Presentation = later(async () => ({
  default: (await import('../panels/presentation/Presentation.tsx')).Presentation,
}))
