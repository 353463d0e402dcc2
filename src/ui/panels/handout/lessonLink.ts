/** The address that opens a lesson from its start: short, so that a code on paper is coarse. */
export function lessonLink(id: string, { origin, pathname }: Pick<Location, 'origin' | 'pathname'>): string {
  return `${origin}${pathname}?lesson=${encodeURIComponent(id)}`
}
