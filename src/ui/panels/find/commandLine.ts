/** The same search as a command. */
import { shellWord } from '../share/curl.ts'
import { type Draft, expressionOf, varyOf } from './draft.ts'

/** Of a scenario that is not built in: the file that the page saves. */
const FILE = 'scenario.json'

export function commandOf(draft: Draft, base: string | null): string {
  const vary = varyOf(draft)
  const words = [
    'npm run -s mesoscope -- sweep',
    base ?? FILE,
    `--seeds ${draft.from.trim()}..${draft.to.trim()}`,
    `--find ${shellWord(expressionOf(draft))}`,
    ...(vary === '' ? [] : [`--vary ${shellWord(vary)}`]),
    '--distinct',
  ]
  return words.join(' ')
}
