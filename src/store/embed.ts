/**
 * The embedded page for programs: `window.parent` speaks the words of `window.mesoscope` by postMessage. Nobody else is
 * heard, and nobody else is answered. Source: contracts.md 5, docs/embed.md.
 */
import { isPlainObject } from '#base/json.ts'
import type { Page } from './page.ts'

/** Longest text or document that is looked at. */
const LARGEST = 2 * 1024 * 1024
/** Most records in one answer. */
export const MOST_LINES = 100_000

export interface Call {
  readonly id: string | number
  readonly call: 'getState' | 'goto' | 'play' | 'pause' | 'load' | 'lines'
  readonly args: readonly unknown[]
}

export type Answer =
  | { readonly mesoscope: 1; readonly id: string | number; readonly ok: true; readonly value: unknown }
  | { readonly mesoscope: 1; readonly id: string | number; readonly ok: false; readonly error: string }

const CALLS: readonly Call['call'][] = ['getState', 'goto', 'play', 'pause', 'load', 'lines']

/** A call out of something unknown; null where it is not meant for us. */
export function parseCall(data: unknown): Call | null {
  if (!isPlainObject(data) || data['mesoscope'] !== 1) return null
  const { id, args = [] } = data
  const isId = typeof id === 'string' ? id.length <= 200 : typeof id === 'number'
  const call = CALLS.find((name) => name === data['call'])
  if (!isId || !call || !Array.isArray(args) || args.length > 2) return null
  return { id: id as string | number, call, args }
}

function ordinal(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Error('expected a whole number')
  return value
}

function scenario(value: unknown): unknown {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null)
  if (text.length > LARGEST) throw new Error('too large')
  return value
}

async function called(page: Page, { call, args }: Call): Promise<unknown> {
  const [first, second] = args
  switch (call) {
    case 'getState':
      return page.getState()
    case 'goto':
      return page.goto(ordinal(first))
    case 'play':
      return page.play()
    case 'pause':
      return page.pause()
    case 'load':
      return page.load(scenario(first))
    case 'lines': {
      const from = ordinal(first)
      return page.lines(from, Math.min(ordinal(second), from + MOST_LINES - 1))
    }
  }
}

export async function answered(page: Page, call: Call): Promise<Answer> {
  const { id } = call
  try {
    return { mesoscope: 1, id, ok: true, value: (await called(page, call)) ?? null }
  } catch (error) {
    return { mesoscope: 1, id, ok: false, error: error instanceof Error ? error.message : String(error) }
  }
}

/** Hears the parent of an embedded page, and tells it once that it is heard. */
export function speakToParent(own: Window, page: Page): void {
  const { parent } = own
  if (parent === own) return
  own.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== parent) return
    const call = parseCall(event.data)
    if (!call) return
    // A page without an origin (a file, a sandbox) can only be answered at any.
    const target = event.origin === 'null' || event.origin === '' ? '*' : event.origin
    void answered(page, call).then((answer) => parent.postMessage(answer, target))
  })
  void page.ready.then(() => parent.postMessage({ mesoscope: 1, event: 'ready' }, '*'))
}
