/** What `--lang` changes: lanes and messages in the words of the DC/OS figure, from the page's dictionary. */
import { loadDictionary } from '#content/locales/index.ts'
import { makeWords, type Lang } from '#content/locales/words.ts'
import type { Lane } from '#derive/lanes.ts'

export interface Speech {
  /** `step 3: decline offer`. */
  readonly step: (step: number) => string
  /** The figure's words of a message by their key; the key itself where there are none. */
  readonly words: (figure: string) => string
  readonly laneName: (lane: Lane) => string
}

/** Keys of the figure's labels, steps 1 to 12. Source: dcos-launch.md 1.3. */
const LABELS = [
  'init',
  'resourceOffer',
  'declineOffer',
  'launchProcess',
  'resourceOffer',
  'acceptOffer',
  'launchTask',
  'launchTask',
  'statusUpdate',
  'statusUpdate',
  'statusUpdate',
  'statusUpdate',
] as const

export async function speechOf(lang: Lang): Promise<Speech> {
  const { t, maybe } = makeWords(lang, await loadDictionary(lang))
  return {
    step: (step) => t('message.withStep', { n: step, name: t(`message.${LABELS[step - 1] ?? 'init'}`) }),
    words: (figure) => maybe(`message.${figure}`, {}, figure),
    laneName: ({ role, id }) => {
      const name = maybe(`lane.${role}`, {}, role)
      return id === role ? name : `${name} ${id}`
    },
  }
}
