/**
 * An offer. Row by row the table of reference 4(e): from OUTSTANDING to one end, never back.
 * Source: master.cpp, offer, accept, _accept, decline, offerTimeout, rescindOffer, discardOffer.
 */
import { setup } from 'xstate'
import { type ChartInput, effectNames } from '../../define.ts'

export const offerMachine = setup({
  types: { context: {} as object, events: {} as ChartInput },
  actions: effectNames('watch', 'endAccepted', 'endDeclined', 'endDiscarded', 'endRescinded', 'endAtTimeout'),
}).createMachine({
  id: 'offer',
  context: {},
  initial: 'outstanding',
  states: {
    outstanding: {
      entry: 'watch',
      on: {
        accept: { target: 'accepted', actions: 'endAccepted' },
        decline: { target: 'declined', actions: 'endDeclined' },
        discard: { target: 'discarded', actions: 'endDiscarded' },
        rescind: { target: 'rescinded', actions: 'endRescinded' },
        offerTimeout: { target: 'rescinded', actions: 'endAtTimeout' },
      },
    },
    accepted: { type: 'final' },
    declined: { type: 'final' },
    discarded: { type: 'final' },
    rescinded: { type: 'final' },
  },
})
