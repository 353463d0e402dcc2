import { describe, expect, it } from 'vitest'
import { presetRecords, toggledFilter, typedQuery } from './query.ts'
import { declinedOffers, firstApp, Story } from './trace.fixture.ts'

describe('what is typed', () => {
  it('is words, and filters by name', () => {
    expect(typedQuery('Offer kind:decline lane:master app:/web refuseSeconds=5 is:lostAck')).toEqual({
      words: ['offer'],
      query: { kinds: ['decline'], lanes: ['master'], app: '/web', field: 'refuseSeconds=5' },
      presets: ['lostAck'],
    })
  })

  it('is a word where it is no filter', () => {
    expect(typedQuery('kind:nothing is:maybe POST /v2/apps a:b ==')).toEqual({
      words: ['kind:nothing', 'is:maybe', 'post', '/v2/apps', 'a:b', '=='],
      query: {},
      presets: [],
    })
  })

  it('takes a filter more, or gives it back', () => {
    expect(toggledFilter('offer', 'kind:offer')).toBe('offer kind:offer')
    expect(toggledFilter('offer kind:offer', 'kind:offer')).toBe('offer')
  })
})

describe('shapes of what goes wrong', () => {
  it('find offers that nobody has answered at a moment', () => {
    const story = new Story()
    declinedOffers(story, 0, 5000)
    story.offer('late', 'agent-1')
    const sent = story.send('master', 'driver:marathon', 'ResourceOffersMessage', 3, {
      body: { offers: [{ id: 'late' }] },
    })
    const trace = story.into()
    expect(presetRecords(trace, 'unanswered', trace.count - 1)).toEqual([sent])
    expect(presetRecords(trace, 'unanswered', sent - 1)).toEqual([])
  })

  it('find acknowledgements that were lost', () => {
    const story = firstApp(0)
    const lost = story.lose('driver:marathon', 'master', 'ACKNOWLEDGE', { depth: 3 })
    const trace = story.into()
    expect(presetRecords(trace, 'lostAck', 0)).toEqual([trace.link[lost]])
  })
})
