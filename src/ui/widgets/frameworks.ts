/** How a framework looks in bars and lines: by the order of registration, six and round again. Source: interaction.md 5.1. */
import type { CSSProperties } from 'react'
import styles from './frameworks.module.css'

export const HUES = 6

/** 1 to `HUES`; an instance that took over (`marathon~2`) looks like the one before it. */
export function hueNumber(frameworks: readonly { readonly id: string }[], id: string): number {
  const index = frameworks.findIndex((framework) => framework.id === id.split('~')[0])
  return (Math.max(0, index) % HUES) + 1
}

interface Look {
  readonly className: string
  readonly 'data-hue': number
  readonly style: CSSProperties
}

function lookOf(className: string | undefined, n: number, own: string, style: CSSProperties): Look {
  const hue = { '--hue': `var(--framework-${n})`, ...style } as CSSProperties
  return { className: `${className} ${own}`, 'data-hue': n, style: hue }
}

/** Properties of an area that is a framework's. */
export function fillOf(n: number, own = '', style: CSSProperties = {}): Look {
  return lookOf(styles.fill, n, own, style)
}

/** Properties of a line that is a framework's. */
export function lineOf(n: number, own = ''): Look {
  return lookOf(styles.line, n, own, {})
}
