/**
 * A run of ours beside a recording of a real cluster (contracts.md 1, conformance/mesos-traces/README.md): the same messages
 * between the same actors, in the same order of cause, with the same states and reasons, and the timer-driven times.
 *
 * What may differ: names (`names.ts`), the order of what only latencies order (`topics.ts`), latencies up to `LATENCY_MS`,
 * random waits within their bounds, the phase of batches, and what ours does after the recording's end.
 */
import type { Scenario } from '#model/scenario/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { matched, type Difference } from './matching.ts'
import { castOf, OWN_NAMES, translate } from './names.ts'
import { recordedTale } from './recorded.ts'
import { simulatedTale } from './simulated.ts'
import { timeDifferences } from './times.ts'
import { firstOffersDifference } from './firstOffers.ts'

/** Sentences, earliest first; none: told alike. */
export function compareRecording(trace: TraceStore, scenario: Scenario, recording: string): readonly string[] {
  const read = recordedTale(recording)
  if (!read.ok) return [read.error]
  const theirs = read.value
  const ours = simulatedTale(trace, scenario)
  const theirCast = castOf(theirs)
  const ourCast = castOf(ours)
  const translated = translate(theirCast, ourCast)
  const ownNames = { ...OWN_NAMES, tellsInstances: translated.tellsInstances }
  const sides = {
    theirs: { tale: theirs, cast: theirCast, names: translated },
    ours: { tale: ours, cast: ourCast, names: ownNames },
  }
  const matching = matched(trace, sides, scenario)
  const differences: readonly Difference[] = [
    ...matching.differences,
    ...firstOffersDifference(sides),
    ...timeDifferences(trace, scenario, sides, matching),
  ]
  return [...differences].sort((a, b) => a.at - b.at).map(({ text }) => text)
}

/** When a recording's story ends, ms since its start; null where it cannot be read. */
export function recordingEnd(recording: string): number | null {
  const read = recordedTale(recording)
  return read.ok ? read.value.endMs : null
}
