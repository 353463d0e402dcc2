import type { PluginOption } from 'vite'

export declare function offline(): PluginOption
