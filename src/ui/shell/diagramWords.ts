/** The words of the diagram, from the dictionary. */
import type { Words } from '#content/locales/words.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { DiagramWords } from '../diagram/types.ts'
import {
  agentName,
  agentShort,
  componentName,
  frameworkName,
  laneDetail,
  laneName,
  laneShort,
  laneStateText,
  messageText,
  shortOffer,
} from '../widgets/names.ts'

function pointText(words: Words, kind: string, name: string): string {
  const { t, maybe } = words
  if (kind === 'allocation') return maybe(`trigger.${name}`, {}, name)
  if (kind === 'action') return maybe(`do.${name}`, {}, name)
  if (kind === 'exited') return t('record.exited')
  return maybe(`ended.${name}`, {}, name)
}

export function diagramWords(words: Words, scenario: Scenario): DiagramWords {
  const { t, maybe, seconds, duration, number } = words
  return {
    message: (look, dialect) => messageText(words, look, dialect),
    messageShort: (look, dialect) =>
      dialect === 'figure'
        ? maybe(`short.${look.figure}`, {}, messageText(words, look, dialect))
        : messageText(words, look, dialect),
    laneName: (lane) => laneName(words, lane),
    laneDetail,
    laneShort: (lane) => laneShort(words, lane, scenario),
    laneState: (state) => laneStateText(words, state),
    agentShort: (agent) => agentShort(agent, scenario),
    offer: shortOffer,
    seconds,
    duration,
    quiet: (ms) => t('diagram.quiet', { span: duration(ms) }),
    due: (ms) => t('diagram.due', { s: seconds(ms) }),
    filter: (agent, framework) =>
      t('diagram.filter', { agent: agentName(words, agent), framework: frameworkName(framework) }),
    foldSpan: (ms) => t('diagram.foldSpan', { span: duration(ms) }),
    ahead: (ms) => t('diagram.ahead', { s: number(Math.floor(ms / 1000)) }),
    point: (point) => pointText(words, point.kind, point.name),
    dense: (count, isExact) => t(isExact ? 'diagram.dense' : 'diagram.denseAbout', { count }),
    waiting: ({ kind, count }) => t(kind === 'updates' ? 'diagram.waiting' : `diagram.${kind}`, { count }),
    messageName: (arrow) =>
      t('message.name', {
        message: messageText(words, arrow.look, 'figure'),
        from: componentNameOf(words, arrow.from.component ?? arrow.from.id),
        to: componentNameOf(words, arrow.to.component ?? arrow.to.id),
      }),
    phase: (phase) => (phase === 'delivered' ? '' : t(`phase.${phase}`)),
    foldName: (looks, done, ms) =>
      t('diagram.foldName', {
        list: looks.map((look) => messageText(words, look, 'figure')).join(' → '),
        count: done,
        span: duration(ms),
      }),
    now: t('diagram.now'),
    timeAxis: t('diagram.timeAxis'),
    offers: t('diagram.offers'),
    messages: t('diagram.messages'),
    filters: t('diagram.filters'),
    diagram: t('diagram.title'),
    drawn: t('diagram.drawn'),
    laneMenu: (lane) => t('lane.menu', { name: laneName(words, lane) }),
    moreLanes: (count) => t('diagram.moreLanes', { count }),
  }
}

/** A lane may stand for many components: then its role is its name. */
function componentNameOf(words: Words, id: string): string {
  if (id === 'agents') return words.t('lane.agents', { count: 2 })
  if (['observer', 'updates', 'execdriver', 'executor', 'task', 'daemon', 'process'].includes(id)) {
    return words.maybe(`lane.${id}`, {}, id)
  }
  return componentName(words, id)
}
