/** Where a part of the page breaks, the rest goes on: the part says so and offers to try again. */
import { Component, type ContextType, type ReactNode } from 'react'
import { WordsContext } from '../widgets/context.ts'
import styles from './shell.module.css'

interface BrokenProps {
  readonly children: ReactNode
  readonly onLeave?: () => void
}

export class Broken extends Component<BrokenProps, { readonly message: string | null }> {
  static override contextType = WordsContext
  declare context: ContextType<typeof WordsContext>
  override state = { message: null }

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { message } = this.state
    if (message === null) return this.props.children
    const words = this.context
    const again = (): void => {
      this.setState({ message: null })
      this.props.onLeave?.()
    }
    return (
      <div className={styles.broken} role="alert">
        <p>{words ? words.t('broken.text') : 'This part of the page broke.'}</p>
        <code>{message}</code>
        <button type="button" onClick={again}>
          {words ? words.t('broken.again') : 'Try again'}
        </button>
      </div>
    )
  }
}
