/** Writes a document as canonical JSON: what links carry and files keep. */
import { canonical } from './canonical.ts'
import type { ScenarioDocument } from './document.ts'
import { SCENARIO } from './table.ts'

/** Documents are never changed: who asks again, as the address bar does every second of playing, is given the same. */
const MINIMAL = new WeakMap<ScenarioDocument, ScenarioDocument>()

/** The least document that says the same: defaults left out, keys in the contract's order, texts in their shortest form. */
export function minimalDocument(document: ScenarioDocument): ScenarioDocument {
  const known = MINIMAL.get(document)
  if (known) return known
  const minimal = canonical(SCENARIO, document) as ScenarioDocument
  MINIMAL.set(document, minimal)
  return minimal
}

/**
 * Canonical JSON of a document; reading it gives the same scenario. What is mistaken in it is printed as it stands, so
 * that nothing of the user's is lost. `indent` as of `JSON.stringify`: 0 for links, 2 for files.
 */
export function printScenario(document: ScenarioDocument, indent = 0): string {
  return JSON.stringify(minimalDocument(document), null, indent)
}
