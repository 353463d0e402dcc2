import { type Beside, beside } from '#store/beside.ts'
import { useStore } from 'zustand'

export function useBeside<T>(select: (state: Beside) => T): T {
  return useStore(beside, select)
}
