/** Links of older versions are brought to today's, one step after the other, for ever. */
import { assert } from '#base/assert.ts'
import type { RawLink } from './fragment.ts'

export const LINK_VERSION = 1

/** Makes a link of version n + 1 out of one of version n. */
export type Upgrader = (link: RawLink) => RawLink

/**
 * The way from any older version to `current`. Throws where a step is missing: called when the module is loaded, so
 * that it fails for us and not for a reader.
 */
export function upgradePath(
  current: number,
  steps: Readonly<Record<number, Upgrader>>,
): (link: RawLink, version: number) => RawLink {
  for (let version = 1; version < current; version += 1) {
    assert(Object.hasOwn(steps, version), `links of version ${version} have an upgrader`)
  }
  return (link, version) => {
    let upgraded = link
    for (let from = version; from < current; from += 1) upgraded = (steps[from] as Upgrader)(upgraded)
    return upgraded
  }
}

/** By the version that they start from. Version 1 is the first: no step yet. */
const STEPS: Readonly<Record<number, Upgrader>> = {}

export const upgraded = upgradePath(LINK_VERSION, STEPS)
