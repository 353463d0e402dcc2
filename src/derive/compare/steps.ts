/** Work that is done a little at a time, so that the page draws in between: each step takes a ms or two. */

/** Yields between its steps; the last gives what came of it. */
export type Steps<T> = Generator<void, T>

/** All of it now: for tests and small runs. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}
