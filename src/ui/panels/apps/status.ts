/** An app's status in the words of Marathon's page, and what one instance needs. Source: reference/marathon.md 11.1. */
import type { Words } from '#content/locales/words.ts'
import type { AppPoint } from '#model/trace/series.ts'

export const APP_STATUSES = ['Deploying', 'Running', 'Waiting', 'Delayed', 'Suspended', 'Idle'] as const
export type AppStatus = (typeof APP_STATUSES)[number]

export function statusOf(point: AppPoint): AppStatus {
  return APP_STATUSES.find((status) => status === point.status) ?? 'Idle'
}

export function isWaiting(status: AppStatus): boolean {
  return status === 'Waiting' || status === 'Delayed'
}

interface Needs {
  readonly cpus?: unknown
  readonly mem?: unknown
  readonly disk?: unknown
  readonly gpus?: unknown
  readonly container?: { readonly type?: unknown; readonly docker?: { readonly image?: unknown } | null } | null
}

/** `1 cpu, 128 MB, nginx`; empty where the document is not known. */
export function needsOf({ t, series }: Words, point: AppPoint): string {
  const app = point.app as Needs | undefined
  if (!app) return ''
  const parts: string[] = []
  if (typeof app.cpus === 'number') parts.push(t('amount.cpus', { count: app.cpus }))
  if (typeof app.mem === 'number') parts.push(t('amount.mem', { n: app.mem }))
  if (typeof app.disk === 'number' && app.disk > 0) parts.push(t('amount.disk', { n: app.disk }))
  if (typeof app.gpus === 'number' && app.gpus > 0) parts.push(t('amount.gpus', { count: app.gpus }))
  const image = app.container?.docker?.image
  if (typeof image === 'string') parts.push(image)
  return series(parts)
}
