/** Which of two lists of moments belong together: in order, each with the nearest. */

/**
 * Pairs what stands in two ascending lists of times. One is passed over where its follower lies nearer to the other's: so
 * what is periodic pairs with what happens at its time, and what is missing on one side stays alone.
 */
export function pairNearest(
  left: readonly number[],
  right: readonly number[],
  timeOf: { readonly left: (k: number) => number; readonly right: (k: number) => number },
  pair: (left: number, right: number) => void,
): void {
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    const [l, r] = [left[i] as number, right[j] as number]
    const [at, other] = [timeOf.left(l), timeOf.right(r)]
    const apart = Math.abs(at - other)
    if (i + 1 < left.length && Math.abs(timeOf.left(left[i + 1] as number) - other) < apart) i += 1
    else if (j + 1 < right.length && Math.abs(at - timeOf.right(right[j + 1] as number)) < apart) j += 1
    else {
      pair(l, r)
      i += 1
      j += 1
    }
  }
}
