/** The known name that was probably meant, or null: at most a third of its letters differ. */
export function closest(name: string, known: readonly string[]): string | null {
  if (name.length > 60) return null
  let best: string | null = null
  let least = Infinity
  for (const candidate of known) {
    const far = distance(name.toLowerCase(), candidate.toLowerCase())
    if (far < least && far <= Math.max(1, Math.floor(candidate.length / 3))) {
      least = far
      best = candidate
    }
  }
  return best
}

/** Edit distance (Levenshtein), one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
