import { describe, expect, it } from 'vitest'
import { addFrame, clearFrames, MOST_FRAMES, storyboard, storyboardPicture } from './storyboard.ts'

const PICTURE = {
  svg: '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><pattern id="p"/><rect fill="url(#p)"/></svg>',
  width: 100,
  height: 50,
}

describe('a storyboard', () => {
  it('puts the frames below one another, with their captions as text', () => {
    const { svg, width, height } = storyboardPicture([
      { picture: PICTURE, caption: 'first' },
      { picture: PICTURE, caption: '<script>alert(1)</script>' },
    ])
    expect([width, height]).toEqual([148, 252])
    expect(svg).toContain('1. first')
    expect(svg).not.toContain('<script')
    expect(svg.match(/translate\(24 \d+\)/g)).toEqual(['translate(24 64)', 'translate(24 178)'])
  })

  it('keeps the patterns of its frames apart', () => {
    const { svg } = storyboardPicture([
      { picture: PICTURE, caption: '' },
      { picture: PICTURE, caption: '' },
    ])
    expect(svg.match(/id="[^"]+"|url\(#[^)]+\)/g)).toEqual(['id="f0-p"', 'url(#f0-p)', 'id="f1-p"', 'url(#f1-p)'])
  })

  it('holds the newest moments and is bounded', () => {
    for (let n = 0; n < MOST_FRAMES + 3; n += 1) addFrame({ picture: PICTURE, caption: `${n}` })
    expect(storyboard.getState().frames).toHaveLength(MOST_FRAMES)
    expect(storyboard.getState().frames[0]?.caption).toBe('3')
    clearFrames()
    expect(storyboard.getState().frames).toEqual([])
  })
})
