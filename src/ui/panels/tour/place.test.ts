import { describe, expect, it } from 'vitest'
import { placeOf } from './place.ts'

const ROOM = { width: 1000, height: 800 }
const CARD = { width: 300, height: 200 }

describe('the place of a card', () => {
  it('is below its target, in the middle of it', () => {
    expect(placeOf({ left: 400, top: 50, width: 100, height: 40 }, CARD, ROOM)).toEqual({ left: 300, top: 102 })
  })

  it('is above what stands at the bottom', () => {
    expect(placeOf({ left: 400, top: 700, width: 100, height: 60 }, CARD, ROOM)).toEqual({ left: 300, top: 488 })
  })

  it('is beside what is as high as the window, on the side with room', () => {
    const stripe = { top: 100, width: 80, height: 600 }
    expect(placeOf({ ...stripe, left: 300 }, CARD, ROOM)).toEqual({ left: 392, top: 300 })
    expect(placeOf({ ...stripe, left: 800 }, CARD, ROOM)).toEqual({ left: 488, top: 300 })
  })

  it('stays in the window at its edges', () => {
    expect(placeOf({ left: 950, top: 10, width: 40, height: 30 }, CARD, ROOM)).toEqual({ left: 692, top: 52 })
    expect(placeOf({ left: 0, top: 10, width: 40, height: 30 }, CARD, ROOM)).toEqual({ left: 8, top: 52 })
  })

  it('is the middle without a target, and the foot of the window where nothing else is free', () => {
    expect(placeOf(null, CARD, ROOM)).toEqual({ left: 350, top: 300 })
    expect(placeOf({ left: 10, top: 10, width: 980, height: 780 }, CARD, ROOM)).toEqual({ left: 350, top: 592 })
  })
})
