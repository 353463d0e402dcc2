import type { Plugin } from 'vite'

export declare function contentPolicy(): Plugin
