/** What every benchmark of the headless program gives: rows of a table (contracts.md 1). */
export interface BenchRow {
  readonly bench: string
  readonly case: string
  readonly unit: string
  readonly value: number
}

/** Rows as a table, numbers to four digits. */
export function formatTable(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [row.bench, row.case, String(Number(row.value.toPrecision(4))), row.unit])
  const widths = [0, 1, 2].map((k) => Math.max(...cells.map((row) => (row[k] as string).length)))
  const line = (row: readonly string[]) =>
    `${(row[0] as string).padEnd(widths[0] as number)}  ${(row[1] as string).padEnd(widths[1] as number)}  ${(row[2] as string).padStart(widths[2] as number)} ${row[3]}`
  return cells.map((row) => `${line(row)}\n`).join('')
}
