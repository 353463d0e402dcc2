/** Long traces for looking at speed: the same exchange over and over, with jitter. */
import { Story } from '#derive/trace.fixture.ts'

export function bigTrace(records, agents) {
  const story = new Story()
  const d = 'driver:marathon'
  for (const of of ['client', 'master', 'allocator', 'marathon', d, 'executor:t@agent-1']) story.state(of, 'running')
  for (let i = 1; i <= agents; i += 1) story.state(`agent-${i}`, 'running')
  let round = 0
  while (story.recorder.next < records) {
    const agent = `agent-${(round % agents) + 1}`
    const jitter = (n) => 1 + ((round * 7 + n * 13) % 5)
    story.offer(`O-${round}`, agent)
    const offered = story.pass('master', d, 'ResourceOffersMessage', jitter(1), { step: 5 })
    const taken = story.pass(d, 'master', 'ACCEPT', jitter(2), { step: 6, cause: offered })
    story.offer(`O-${round}`, agent, round % 3 === 0 ? 'declined' : 'accepted')
    if (round % 3 === 0) story.filter(agent, round, story.now + 200)
    const ran = story.pass('master', agent, 'RunTaskMessage', jitter(3), { step: 7, cause: taken })
    const at = story.pass(agent, 'master', 'StatusUpdateMessage', jitter(4), { step: 10, cause: ran })
    if (round % 17 === 0) story.lose('master', d, 'StatusUpdateMessage', { step: 11, cause: at })
    else story.pass('master', d, 'StatusUpdateMessage', jitter(5), { step: 11, cause: at })
    story.wait(round % 11 === 0 ? 500 : 2)
    round += 1
  }
  return story.into()
}
