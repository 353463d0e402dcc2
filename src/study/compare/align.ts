/** Two lists side by side: what is in both, in order, and what only one has. */
export interface Alignment {
  /** Indices of what is told in both lists, ascending in both. */
  readonly both: readonly (readonly [number, number])[]
  readonly onlyFirst: readonly number[]
  readonly onlySecond: readonly number[]
}

/** Longest common subsequence of keys. Time and room: product of what remains once equal ends are taken off. */
export function align(first: readonly string[], second: readonly string[]): Alignment {
  let start = 0
  while (start < first.length && start < second.length && first[start] === second[start]) start += 1
  let end = 0
  while (
    end < first.length - start &&
    end < second.length - start &&
    first[first.length - 1 - end] === second[second.length - 1 - end]
  )
    end += 1
  const both: [number, number][] = Array.from({ length: start }, (_, at) => [at, at])
  const middle = common(first.slice(start, first.length - end), second.slice(start, second.length - end))
  both.push(...middle.map(([a, b]): [number, number] => [a + start, b + start]))
  for (let back = end; back > 0; back -= 1) both.push([first.length - back, second.length - back])
  const inFirst = new Set(both.map(([a]) => a))
  const inSecond = new Set(both.map(([, b]) => b))
  return {
    both,
    onlyFirst: [...first.keys()].filter((at) => !inFirst.has(at)),
    onlySecond: [...second.keys()].filter((at) => !inSecond.has(at)),
  }
}

function common(first: readonly string[], second: readonly string[]): readonly (readonly [number, number])[] {
  const [rows, columns] = [first.length, second.length]
  const width = columns + 1
  const longest = new Uint32Array((rows + 1) * width)
  const at = (row: number, column: number): number => longest[row * width + column] as number
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      longest[row * width + column] =
        first[row] === second[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
  const pairs: [number, number][] = []
  let [row, column] = [0, 0]
  while (row < rows && column < columns) {
    if (first[row] === second[column]) pairs.push([row++, column++])
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return pairs
}
