import type { Plugin } from 'vite'

export declare function firstPaint(): Plugin

export declare const CHUNKS: {
  name:
    | string
    | ((id: string, build: { getModuleInfo: (id: string) => { importers: string[] } | null }) => string | null)
  test?: RegExp
  priority: number
}[]
