/** How the page looks, as a link says it, and what a link says of it. */
import { DEFAULT_VIEW, FIGURES, TIME_SCALES, type ViewOptions } from '#derive/view.ts'
import type { LinkView } from '#model/link/types.ts'
import { markersOf, markersText } from './markers.ts'
import type { Selection, Session } from './session.ts'

export function selectionText(selection: Selection | null): string | undefined {
  if (selection === null) return undefined
  return selection.kind === 'record' ? `ev:${selection.ordinal}` : `of:${selection.id}`
}

export function selectionOf(text: string | undefined): Selection | null {
  const match = /^(ev|of):(.+)$/.exec(text ?? '')
  if (!match) return null
  const [, kind, rest = ''] = match
  if (kind === 'of') return { kind: 'component', id: rest }
  return /^\d{1,9}$/.test(rest) ? { kind: 'record', ordinal: Number(rest) } : null
}

export function linkViewOf(session: Session): LinkView {
  const { view, selection, settings, lang } = session
  const selected = selectionText(selection)
  const marked = markersText(markersOf(session))
  return {
    ...(view.depth === DEFAULT_VIEW.depth ? {} : { depth: view.depth }),
    ...(settings.lang === null ? {} : { lang }),
    ...(view.figure === DEFAULT_VIEW.figure ? {} : { view: view.figure }),
    ...(view.scale === DEFAULT_VIEW.scale ? {} : { timeScale: view.scale }),
    ...(selected === undefined ? {} : { selection: selected }),
    ...(view.hidden.length === 0 ? {} : { hidden: view.hidden }),
    ...(marked === '' ? {} : { markers: marked }),
  }
}

/** What a link says of the view, over the page's defaults; what it says wrongly is left out. */
export function viewOf(link: LinkView): Pick<ViewOptions, 'depth' | 'scale' | 'hidden' | 'figure'> {
  const scale = TIME_SCALES.find((name) => name === link.timeScale) ?? DEFAULT_VIEW.scale
  const figure = FIGURES.find((name) => name === link.view) ?? DEFAULT_VIEW.figure
  return { depth: link.depth ?? DEFAULT_VIEW.depth, scale, hidden: link.hidden ?? [], figure }
}
