import { describe, expect, it } from 'vitest'
import { makeRng, nextInt } from '#base/rng.ts'
import { forgetOffer, makeSavedOffers, saveOffer, savedOffer } from './savedOffers.ts'

const offer = (n: number) => ({ id: `M-O${n}`, slaveId: `S${n}`, pid: `agent-${n}` })

describe('saved offers', () => {
  it('are found by their ids, in whatever order they are answered', () => {
    const rng = makeRng(3, 'saved')
    const saved = makeSavedOffers()
    let open: number[] = []
    for (let n = 0; n < 3000; n += 1) {
      saveOffer(saved, offer(n))
      open.push(n)
      for (let answers = n % 700 > 600 ? 9 : nextInt(rng, 0, 2); answers > 0 && open.length > 0; answers -= 1) {
        const place = nextInt(rng, 0, 3) === 0 ? nextInt(rng, 0, open.length - 1) : 0
        const answered = open[place] as number
        expect(savedOffer(saved, `M-O${answered}`)).toEqual(offer(answered))
        forgetOffer(saved, `M-O${answered}`)
        expect(savedOffer(saved, `M-O${answered}`)).toBeNull()
        open = open.filter((other) => other !== answered)
      }
      expect(saved.size).toBe(open.length)
    }
    for (const n of open) expect(savedOffer(saved, `M-O${n}`)).toEqual(offer(n))
  })

  it('of another master are not meant', () => {
    const saved = makeSavedOffers()
    saveOffer(saved, offer(1))
    forgetOffer(saved, 'N-O1')
    expect(savedOffer(saved, 'N-O1')).toBeNull()
    expect(saved.size).toBe(1)
  })
})
