/** What the tour does while it stands at its stops: follows its targets, shows a moment worth pointing at, gives all back. */
import type { TourStop } from '#content/tour.ts'
import type { App } from '#store/app.ts'
import type { Cursor } from '#store/session.ts'
import { type RefObject, useEffect, useRef } from 'react'
import { useApp } from '../../widgets/context.ts'
import { type Box, placeOf } from './place.ts'

const RING_PX = 4

/** Keeps card and ring at the target, frame by frame: panels open and lanes move while the tour is on. */
export function usePlaces(
  card: RefObject<HTMLElement | null>,
  ring: RefObject<HTMLElement | null>,
  target: () => Box | null,
): void {
  const find = useRef(target)
  useEffect(() => {
    find.current = target
  })
  useEffect(() => {
    let before = ''
    let frame = requestAnimationFrame(function tick() {
      frame = requestAnimationFrame(tick)
      if (!card.current || !ring.current) return
      const box = find.current()
      const { offsetWidth: width, offsetHeight: height } = card.current
      const now = JSON.stringify([box, width, height, innerWidth, innerHeight])
      if (now === before) return
      before = now
      const { left, top } = placeOf(box, { width, height }, { width: innerWidth, height: innerHeight })
      card.current.style.translate = `${left}px ${top}px`
      card.current.dataset['placed'] = ''
      ring.current.hidden = box === null
      if (box) {
        const { style } = ring.current
        style.translate = `${box.left - RING_PX}px ${box.top - RING_PX}px`
        style.width = `${box.width + 2 * RING_PX}px`
        style.height = `${box.height + 2 * RING_PX}px`
      }
    })
    return () => cancelAnimationFrame(frame)
  }, [card, ring])
}

/** These stops need something to point at: the first offer, its decline and the filter, where the reader stands before them. */
const SHOWS_AN_OFFER = new Set<TourStop['id']>(['lanes', 'offers'])

function showOffer(app: App): Cursor | null {
  const { beats, trace } = app.stage.timeline()
  const offer = Math.max(beats.firstOf(2), beats.firstOf(3))
  if (offer < 0 || app.store.getState().cursor.ordinal >= offer) return null
  // The filter is set in the instant in which the decline arrives, a few records later.
  let last = offer
  while (last + 1 < trace.count && trace.at[last + 1] === trace.at[offer]) last += 1
  app.stage.land(last)
  return app.store.getState().cursor
}

/** On leaving, the cursor is where it was before the tour moved it, and the focus where it was before the card took it. */
export function useReturn(stop: TourStop['id']): void {
  const app = useApp()
  const moved = useRef<Cursor | null>(null)
  useEffect(() => {
    const { cursor } = app.store.getState()
    const focused = document.activeElement
    return () => {
      if (moved.current !== null && app.store.getState().cursor === moved.current) app.intents.seek(cursor)
      const free = document.activeElement === null || document.activeElement === document.body
      const home = focused instanceof HTMLElement && focused.isConnected && focused !== document.body ? focused : null
      const diagram = document.querySelector<HTMLElement>('[role=application]')
      if (free) (home ?? diagram)?.focus({ preventScroll: true })
    }
  }, [app])
  useEffect(() => {
    if (SHOWS_AN_OFFER.has(stop)) moved.current = showOffer(app) ?? moved.current
  }, [app, stop])
}

/** Esc ends the tour, where nothing lies over it that Esc closes first. */
export function useEscape(leave: () => void): void {
  const { surface } = useApp()
  const end = useRef(leave)
  useEffect(() => {
    end.current = leave
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { dialog, menu, find } = surface.getState()
      const over = dialog !== null || menu !== null || find.open
      const inMenu = event.target instanceof Element && event.target.closest('[role=menu], [role=dialog]') !== null
      if (event.key !== 'Escape' || over || inMenu) return
      event.stopPropagation()
      end.current()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [surface])
}
