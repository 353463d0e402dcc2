/** Operations of a patch as a link packs them: positional, the operation by a number. */
import type { PatchOperation } from '../patch.ts'

/** Operations by their place in this list; part of the format. */
const PACKED_OPS = ['add', 'remove', 'replace'] as const

type PackedOperation = readonly [op: number, path: string, value?: unknown]

export function packedOperations(operations: readonly PatchOperation[]): readonly PackedOperation[] {
  return operations.map((operation) => {
    const op = PACKED_OPS.indexOf(operation.op as (typeof PACKED_OPS)[number])
    return operation.op === 'remove' ? [op, operation.path] : [op, operation.path, operation.value]
  })
}

/** What was unpacked, with the operations by name again; still to be parsed. */
export function unpackedOperations(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.map((one: unknown): unknown => {
    const [op, path, written] = Array.isArray(one) ? (one as unknown[]) : []
    const name = typeof op === 'number' ? PACKED_OPS[op] : undefined
    return name === 'remove' ? { op: name, path } : ({ op: name, path, value: written } as PatchOperation)
  })
}
