import { describe, expect, it } from 'vitest'
import { boardNames, boardOf, packed, readBoards, unpacked, writeBoards, type SavedBoard } from './boards.ts'
import {
  linesOf,
  MOST_FRAMES,
  movedFrame,
  storyboardPicture,
  withCaption,
  withFrame,
  withoutFrame,
  type Frame,
} from './storyboard.ts'

const PICTURE = {
  svg: '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><pattern id="p"/><rect fill="url(#p)"/></svg>',
  width: 100,
  height: 50,
}

function aFrame(caption: string): Frame {
  return { picture: PICTURE, caption, ordinal: 3, at: 7 }
}

describe('a storyboard', () => {
  it('puts the frames below one another, with their captions as text', () => {
    const { svg, width, height } = storyboardPicture([aFrame('first'), aFrame('<script>alert(1)</script>\u0000')])
    expect(svg).toContain('1. first')
    expect(svg).not.toContain('<script')
    expect(svg).not.toContain('\u0000')
    expect(width).toBe(148)
    const places = [...svg.matchAll(/translate\(24 (\d+)\)/g)].map(([, y]) => Number(y))
    expect(places).toHaveLength(2)
    expect(places[1]).toBeGreaterThan((places[0] as number) + PICTURE.height)
    expect(height).toBeGreaterThan((places[1] as number) + PICTURE.height)
  })

  it('keeps the patterns of its frames apart', () => {
    const { svg } = storyboardPicture([aFrame(''), aFrame('')])
    expect(svg.match(/id="[^"]+"|url\(#[^)]+\)/g)).toEqual(['id="f0-p"', 'url(#f0-p)', 'id="f1-p"', 'url(#f1-p)'])
  })

  it('holds the newest moments, is put in order, captioned, thinned out', () => {
    let frames: readonly Frame[] = []
    for (let n = 0; n < MOST_FRAMES + 3; n += 1) frames = withFrame(frames, aFrame(`${n}`))
    expect(frames).toHaveLength(MOST_FRAMES)
    const three = frames.slice(0, 3)
    const texts = (all: readonly Frame[]) => all.map(({ caption }) => caption)
    expect(texts(movedFrame(three, 2, -1))).toEqual(['3', '5', '4'])
    expect(texts(movedFrame(three, 0, -1))).toEqual(['3', '4', '5'])
    expect(texts(withoutFrame(three, 1))).toEqual(['3', '5'])
    expect(texts(withCaption(three, 1, 'x'.repeat(999)))[1]).toHaveLength(300)
  })

  it('breaks captions where they do not fit, in any script', () => {
    expect(linesOf('one two three', 60)).toEqual(['one two', 'three'])
    expect(linesOf('管理节点把空闲资源发给调度器', 100).join('')).toBe('管理节点把空闲资源发给调度器')
    expect(linesOf('x'.repeat(50), 100).every((line) => line.length <= 13)).toBe(true)
    expect(linesOf('', 100)).toEqual([])
    // A number before it does not stand alone, and no line begins with a full stop.
    const lines = linesOf('2. 应用提交之后，管理节点再次发出邀约。', 170)
    expect(lines[0]).toMatch(/^2\. 应用/)
    expect(lines.join('')).toBe('2. 应用提交之后，管理节点再次发出邀约。')
    for (let width = 60; width < 400; width += 7)
      for (const line of linesOf('2. 应用提交之后，管理节点再次发出邀约。', width)) expect(line).not.toMatch(/^[，。]/)
  })
})

describe('what is kept of a storyboard', () => {
  const board = (frames: SavedBoard['frames']): SavedBoard => ({ hash: 1, base: null, branch: 'b0', frames })

  it('comes back as it was', async () => {
    const frame = aFrame('第一幅 "quoted"')
    let text = ''
    writeBoards({ setItem: (_, value) => void (text = value) }, [board([await packed(frame)])])
    const [read] = readBoards({ getItem: () => text })
    expect(await unpacked(read?.frames[0])).toEqual(frame)
  })

  it('is left out where it is damaged, forged or too large', async () => {
    expect(readBoards({ getItem: () => '{' })).toEqual([])
    expect(readBoards({ getItem: () => '{"version":1,"boards":[3,{"hash":1}]}' })).toEqual([])
    const good = await packed(aFrame('x'))
    for (const bad of [
      null,
      { ...good, z: '!' },
      { ...good, z: 'AAAA' },
      { ...good, width: -1 },
      { ...good, at: 'x' },
    ]) {
      expect(await unpacked(bad)).toBeNull()
    }
    const page = await packed({
      ...aFrame('x'),
      picture: { ...PICTURE, svg: '<html><script>alert(1)</script></html>' },
    })
    expect(await unpacked(page)).toBeNull()
    let text = ''
    const huge = board([{ ...good, z: 'A'.repeat(3_000_000) }])
    writeBoards({ setItem: (_, value) => void (text = value) }, [board([good]), huge])
    expect(readBoards({ getItem: () => text })).toHaveLength(1)
  })

  it('is found again after an act that nobody had seen, in a scenario of the reader too', () => {
    const document = { version: 1, agents: [{ id: 'a' }], frameworks: [{ id: 'm', kind: 'marathon' }] } as const
    const acted = { ...document, actions: [{ atMs: 9, do: 'crashMaster' }] } as const
    const other = { ...acted, agents: [{ id: 'b' }] } as const
    const kept = { ...boardNames({ document, id: 'main' }, null), frames: [] }
    expect(boardOf([kept], boardNames({ document, id: 'main' }, null))).toBe(kept)
    expect(boardOf([kept], boardNames({ document: acted, id: 'main' }, null))).toBe(kept)
    expect(boardOf([kept], boardNames({ document: acted, id: 'b-2' }, null))).toBeUndefined()
    expect(boardOf([kept], boardNames({ document: other, id: 'main' }, null))).toBeUndefined()
    // One that is this very scenario goes before one that is near.
    const exact = { ...boardNames({ document: acted, id: 'b-2' }, null), frames: [] }
    expect(boardOf([kept, exact], boardNames({ document: acted, id: 'main' }, null))).toBe(exact)
  })
})
