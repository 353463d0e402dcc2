/** Under the figure: what happens at this moment, in one sentence; what is folded, what does not fit, what the names leave out. */
import type { ConceptCast } from '#derive/conceptCast.ts'
import { flightsOf, type Flights } from '#derive/conceptMoment.ts'
import type { ViewOptions } from '#derive/view.ts'
import { modelOf } from '#store/commandsPlay.ts'
import { currentBranch } from '#store/session.ts'
import type { ReactNode } from 'react'
import { useApp } from '../../widgets/context.ts'
import { messageText } from '../../widgets/names.ts'
import { inspectedAt } from '../inspector/inspected.ts'
import { sentenceOf } from '../inspector/sentence.ts'
import styles from './concept.module.css'
import type { Naming } from './words.ts'

interface NowProps {
  readonly naming: Naming
  readonly cast: ConceptCast
  readonly view: ViewOptions
}

export function Now({ naming, cast, view }: NowProps): ReactNode {
  const { store } = useApp()
  const { words, docker } = naming
  const session = store.getState()
  const { folded, more } = flightsOf(modelOf(session), cast, session.cursor)
  const { trace } = currentBranch(session)
  const seen = trace.count === 0 ? null : inspectedAt({ ...session, selection: null }, session.cursor.ordinal)
  const sentence = seen ? sentenceOf({ words, ...seen }) : words.t('concept.before')
  return (
    <div className={styles.now}>
      <p>
        <b>{words.t('time.s', { s: words.seconds(session.cursor.at) })}</b>{' '}
        {folded ? foldText(naming, folded, view) : sentence}
        {more > 0 ? ` ${words.t('concept.more', { count: more })}` : ''}
      </p>
      {docker.size > 0 ? <small>{words.t('concept.note')}</small> : null}
    </div>
  )
}

function foldText({ words }: Naming, { looks, done, fold }: NonNullable<Flights['folded']>, view: ViewOptions): string {
  const list = looks.map((look) => messageText(words, look, view.dialect)).join(' → ')
  return words.t('concept.folded', { list, done, times: fold.times })
}
