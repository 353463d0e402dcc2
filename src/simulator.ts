/** The simulator's worker. The page's first is started before the page's script is read: both are on their way at once. */
export function makeSimulator(): Worker {
  return new Worker(new URL('./worker/host.ts', import.meta.url), { type: 'module', name: 'simulator' })
}

let first: Worker | null = null

/** Asked for once, before everything else. */
export function startFirst(): void {
  first = makeSimulator()
}

/** The one that is on its way, or a new one. */
export function takeSimulator(): Worker {
  const taken = first ?? makeSimulator()
  first = null
  return taken
}
