import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

/** Custom properties with a colour in hex, by name, of the block that a selector opens. */
function colours(opening: string): Map<string, string> {
  const start = css.indexOf(opening)
  expect(start).toBeGreaterThanOrEqual(0)
  const block = css.slice(start, css.indexOf('}', start))
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name as string, value as string]),
  )
}

const light = colours(':root {')
const dark = new Map([...light, ...colours(":root[data-theme='dark'] {")])
const bySystem = new Map([...light, ...colours(":root:not([data-theme='light']) {")])

type Rgb = readonly [number, number, number]

/** Linear light, 0..1. */
function linear(hex: string): Rgb {
  const of = (i: number): number => {
    const value = parseInt(hex.slice(i, i + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [of(1), of(3), of(5)]
}

/** WCAG 2 contrast of two colours. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r, g, blue] = linear(hex)
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue
  }
  const [x, y] = [luminance(a) + 0.05, luminance(b) + 0.05]
  return Math.max(x, y) / Math.min(x, y)
}

function apply(matrix: readonly (readonly [number, number, number])[], [r, g, b]: Rgb): Rgb {
  return matrix.map(([x, y, z]) => x * r + y * g + z * b) as unknown as Rgb
}

/** OKLab of linear sRGB. */
function oklab(rgb: Rgb): Rgb {
  const lms = apply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  ).map((x) => Math.cbrt(Math.max(0, x))) as unknown as Rgb
  return apply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    lms,
  )
}

/** Machado, Oliveira, Fernandes 2009, severity 1, on linear sRGB. */
const SEEN = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const

function distance(a: string, b: string, eye: keyof typeof SEEN): number {
  const clamp = (rgb: Rgb): Rgb => rgb.map((x) => Math.min(1, Math.max(0, x))) as unknown as Rgb
  const [x, y] = [a, b].map((hex) => oklab(clamp(apply(SEEN[eye], linear(hex))))) as [Rgb, Rgb]
  return 100 * Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2])
}

const KINDS = ['control', 'offer', 'launch', 'decline', 'status', 'fault']
const THEMES = [
  ['light', light],
  ['dark', dark],
] as const

describe.each(THEMES)('the palette in the %s theme', (_name, theme) => {
  const colour = (name: string): string => theme.get(name) ?? '#missing'

  it('draws every kind of message with 3:1 or more on the canvas and on what is ahead', () => {
    for (const kind of KINDS) {
      for (const ground of ['canvas', 'ahead']) {
        expect(contrast(colour(`kind-${kind}`), colour(ground)), kind).toBeGreaterThanOrEqual(3)
      }
    }
  })

  it('keeps two kinds apart in every eye: 12 in OKLab × 100', () => {
    for (const eye of Object.keys(SEEN) as (keyof typeof SEEN)[]) {
      for (const [i, a] of KINDS.entries()) {
        for (const b of KINDS.slice(i + 1)) {
          expect(distance(colour(`kind-${a}`), colour(`kind-${b}`), eye), `${a}, ${b}, ${eye}`).toBeGreaterThan(12)
        }
      }
    }
  })

  it('draws the beads of lanes and the frameworks with 3:1 or more', () => {
    const drawn = ['lane-client', 'lane-scheduler', 'lane-master', 'lane-agent', 'lane-executor', 'control-edge']
    for (const name of [...drawn, ...[1, 2, 3, 4, 5, 6].map((n) => `framework-${n}`)]) {
      expect(contrast(colour(name), colour('panel')), name).toBeGreaterThanOrEqual(3)
    }
  })

  it('writes text with 4.5:1 or more on every ground', () => {
    for (const text of ['text-1', 'text-2', 'text-3']) {
      for (const ground of ['app', 'panel', 'canvas', 'raise', 'ahead', 'tint']) {
        expect(contrast(colour(text), colour(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
    }
    expect(contrast(colour('on-ink'), colour('ink'))).toBeGreaterThanOrEqual(7)
  })

  it('shows the focus with 3:1 or more', () => {
    for (const ground of ['panel', 'canvas', 'app']) {
      expect(contrast(colour('focus'), colour(ground))).toBeGreaterThanOrEqual(3)
    }
  })
})

describe('the dark theme', () => {
  it('is the same whether chosen or the system’s', () => {
    expect([...bySystem]).toEqual([...dark])
  })
})

describe('forced colours', () => {
  it('leave no colour of ours in place', () => {
    const forced = css.slice(css.indexOf('forced-colors'))
    for (const name of light.keys()) expect(forced, name).toContain(`--${name}:`)
    expect(forced).not.toMatch(/#[0-9a-f]{6}/)
  })
})
