import { firstEn } from './firstEn.ts'
import { laterEn } from './laterEn.ts'

/** English, and with it the list of all keys. */
export const en = { ...firstEn, ...laterEn } as const
