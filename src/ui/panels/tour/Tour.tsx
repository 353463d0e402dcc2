/**
 * The tour of the page. A first visit at the plain address is met by its first stop; where a link led, only a line offers
 * it. It never covers the page with anything that takes its presses, and is never seen again unless asked for.
 */
import { stopOf, TOUR, TOUR_WORDS } from '#content/tour.ts'
import { openDialog } from '#store/surface.ts'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button, IconButton } from '../../widgets/Button.tsx'
import { useApp, useSession, useSurface, useWords } from '../../widgets/context.ts'
import { targetOf } from './stops.ts'
import styles from './tour.module.css'
import { useEscape, usePlaces, useReturn } from './useStops.ts'

/** What a first visit is met with: the first stop, and two ways to begin without the others. */
function Welcome(): ReactNode {
  const { intents, surface } = useApp()
  const { lang } = useWords()
  const [{ title, text }] = TOUR
  const answer = (act: () => void): void => {
    intents.setSettings({ invited: true })
    surface.setState({ tour: null })
    act()
  }
  return (
    <section className={styles.welcome} aria-label={title[lang]}>
      <div className={styles.head}>
        <h2>{title[lang]}</h2>
        <IconButton icon="cross" label={TOUR_WORDS.skip[lang]} onClick={() => answer(() => undefined)} />
      </div>
      <p>{text[lang]}</p>
      <div className={styles.actions}>
        <Button look="primary" onClick={() => answer(() => surface.setState({ tour: 1 }))}>
          {TOUR_WORDS.start[lang]}
        </Button>
        <Button onClick={() => answer(() => intents.setPlaying(true))}>{TOUR_WORDS.play[lang]}</Button>
        <Button onClick={() => answer(() => openDialog(surface, 'submit'))}>{TOUR_WORDS.submit[lang]}</Button>
      </div>
    </section>
  )
}

/** A line where a link led: it says nothing about the page and hides nothing of it. */
function Offer(): ReactNode {
  const { intents, surface } = useApp()
  const { lang } = useWords()
  const answer = (tour: number | null): void => {
    intents.setSettings({ invited: true })
    surface.setState({ tour })
  }
  return (
    <section className={styles.offer} aria-label={TOUR_WORDS.name[lang]}>
      <span>{TOUR_WORDS.offer[lang]}</span>
      <Button look="bare" onClick={() => answer(0)}>
        {TOUR_WORDS.start[lang]}
      </Button>
      <IconButton icon="cross" label={TOUR_WORDS.no[lang]} onClick={() => answer(null)} />
    </section>
  )
}

function Stops({ at }: { readonly at: number }): ReactNode {
  const { surface } = useApp()
  const { lang } = useWords()
  const stop = TOUR[at] ?? TOUR[0]
  const last = at === TOUR.length - 1
  const leave = (): void => surface.setState({ tour: null })
  const next = useRef<HTMLButtonElement>(null)
  const card = useRef<HTMLElement>(null)
  const ring = useRef<HTMLDivElement>(null)
  useReturn(stop.id)
  useEscape(leave)
  // A frame later: a dialog that asked for the tour gives its own focus back first.
  useEffect(() => {
    const frame = requestAnimationFrame(() => next.current?.focus({ preventScroll: true }))
    return () => cancelAnimationFrame(frame)
  }, [])
  usePlaces(card, ring, () => targetOf(stop.id))
  return (
    <>
      <div ref={ring} className={styles.ring} />
      <section ref={card} className={styles.card} aria-label={TOUR_WORDS.name[lang]}>
        <div className={styles.head}>
          <small>{stopOf(at + 1, TOUR.length)[lang]}</small>
          <IconButton icon="cross" label={TOUR_WORDS.skip[lang]} onClick={leave} />
        </div>
        <div aria-live="polite">
          <h2>{stop.title[lang]}</h2>
          <p>{stop.text[lang]}</p>
        </div>
        <div className={styles.actions}>
          {at === 0 ? null : (
            <Button onClick={() => surface.setState({ tour: at - 1 })}>{TOUR_WORDS.back[lang]}</Button>
          )}
          <Button ref={next} look="primary" onClick={() => surface.setState({ tour: last ? null : at + 1 })}>
            {TOUR_WORDS[last ? 'done' : 'next'][lang]}
          </Button>
        </div>
      </section>
    </>
  )
}

export function Tour(): ReactNode {
  const tour = useSurface((s) => s.tour)
  const inLesson = useSurface((s) => s.lesson !== null)
  const idle = useSession((s) => !s.settings.invited && !s.playing && !s.opening)
  const atStart = useSession((s) => s.cursor.ordinal < 0)
  if (typeof tour === 'number') return <Stops at={tour} />
  if (tour === null || !idle) return null
  // Whoever is led by a lesson is not offered another guide.
  if (tour === 'offer') return inLesson ? null : <Offer />
  return atStart ? <Welcome /> : null
}
