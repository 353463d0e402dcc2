/** Line icons, 20 × 20, in the colour of the text beside them. Never read aloud: their buttons have names. */
import type { ReactNode } from 'react'
import styles from './icon.module.css'

const SHAPES = {
  logo: (
    <>
      <circle cx="10" cy="10" r="3" />
      <path d="M10 1.5v4M10 14.5v4M1.5 10h4M14.5 10h4" />
      <circle cx="10" cy="10" r="6.2" opacity=".45" />
    </>
  ),
  down: <path d="M6 8.2l4 4 4-4" />,
  up: <path d="M6 11.8l4-4 4 4" />,
  left: <path d="M12 5l-5 5 5 5" />,
  right: <path d="M8 5l5 5-5 5" />,
  branch: (
    <>
      <circle cx="6" cy="5" r="2" />
      <circle cx="6" cy="15" r="2" />
      <circle cx="14" cy="7" r="2" />
      <path d="M6 7v6M14 9c0 3-5 2-7.2 4.2" />
    </>
  ),
  search: (
    <>
      <circle cx="9" cy="9" r="5" />
      <path d="M13 13l4 4" />
    </>
  ),
  share: <path d="M10 12V3M6.5 6.2L10 2.8l3.5 3.4M4 11v5.5h12V11" />,
  theme: (
    <>
      <circle cx="10" cy="10" r="6.5" />
      <path d="M10 3.5a6.5 6.5 0 000 13z" fill="currentColor" />
    </>
  ),
  help: (
    <>
      <path d="M7.2 7.5a2.8 2.8 0 115 1.7c-1 1-2.2 1.3-2.2 2.8" />
      <circle cx="10" cy="15.2" r=".7" fill="currentColor" />
    </>
  ),
  more: (
    <>
      <circle cx="5" cy="10" r="1.2" fill="currentColor" />
      <circle cx="10" cy="10" r="1.2" fill="currentColor" />
      <circle cx="15" cy="10" r="1.2" fill="currentColor" />
    </>
  ),
  plus: <path d="M10 4.5v11M4.5 10h11" />,
  cross: <path d="M5.5 5.5l9 9M14.5 5.5l-9 9" />,
  cut: <path d="M2.5 10h4.5M13 10h4.5M8.5 6.5v7M11.5 6.5v7" />,
  lose: <path d="M2.5 10h6M11 7.5l5 5M16 7.5l-5 5" />,
  drain: <path d="M10 3v10M6 9.5l4 4 4-4M4 17h12" />,
  toStart: <path d="M15 5l-6 5 6 5zM6 5v10" fill="currentColor" />,
  back: <path d="M14 5l-7 5 7 5z" fill="currentColor" />,
  play: <path d="M7 4.5l8.5 5.5L7 15.5z" fill="currentColor" />,
  pause: <path d="M7.5 5v10M12.5 5v10" strokeWidth="2.4" />,
  step: <path d="M6 5l7 5-7 5zM15 5v10" fill="currentColor" />,
  toEnd: <path d="M4 5l5 5-5 5zM10 5l5 5-5 5zM17 5v10" fill="currentColor" />,
  until: <path d="M4 6l5 4-5 4zM11 10h1M14.2 10h.1M17 5v10" />,
  flag: <path d="M5.5 17V3.5M5.5 4h9l-2.2 3 2.2 3h-9" />,
  check: <path d="M5 10.5l3.5 3.5L15.5 6.5" strokeWidth="2.2" />,
  file: <path d="M5.5 2.8h6l3.5 3.6v10.8h-9.5zM11.5 2.8v3.6H15" />,
  undo: <path d="M7.5 5L4 8.5 7.5 12M4.5 8.5H12a4 4 0 010 8H8" />,
  redo: <path d="M12.5 5L16 8.5 12.5 12M15.5 8.5H8a4 4 0 000 8h4" />,
  trash: <path d="M4.5 6h11M8 6V4h4v2M6 6l.7 10h6.6L14 6" />,
  globe: (
    <>
      <circle cx="10" cy="10" r="6.8" />
      <path d="M3.2 10h13.6M10 3.2c4 4 4 9.6 0 13.6M10 3.2c-4 4-4 9.6 0 13.6" />
    </>
  ),
  warning: <path d="M10 3.5l7 12.5H3zM10 8.5v3.5M10 14.2v.3" />,
  info: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 9.2v4.3M10 6.4v.3" />
    </>
  ),
} as const satisfies Record<string, ReactNode>

export type IconName = keyof typeof SHAPES

export function Icon({ name, small = false }: { readonly name: IconName; readonly small?: boolean }): ReactNode {
  return (
    <svg className={styles.icon} data-small={small || undefined} viewBox="0 0 20 20" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  )
}
