import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { sharedApps, shellWord } from './curl.ts'

const APP = { id: '/web', cmd: `echo "it's $HOME" && exit 1`, cpus: 0.5 }
const SCENARIO: ScenarioDocument = {
  version: 1,
  agents: [{ id: 'a' }],
  frameworks: [{ id: 'marathon', kind: 'marathon' }],
  actions: [
    { atMs: 1, do: 'submitApp', framework: 'marathon', app: APP },
    { atMs: 2, do: 'crashAgent', agent: 'a' },
    { atMs: 3, do: 'updateApp', framework: 'marathon', app: { id: '/web', cpus: 1 } },
  ],
}

describe('an app as a command', () => {
  it('gives the shell the document as it is, whatever stands in it', () => {
    const [submit] = sharedApps(SCENARIO)
    const words = (submit?.command ?? '').replace(/^curl /, '')
    const said = execFileSync('sh', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' }).split('\0')
    expect(said.slice(0, -2)).toEqual([
      '-X',
      'POST',
      '-H',
      'Content-Type: application/json',
      'http://marathon.mesos:8080/v2/apps',
      '-d',
    ])
    expect(JSON.parse(said.at(-2) ?? '')).toEqual(APP)
  })

  it('says PUT and the id for an update, and leaves other actions out', () => {
    expect(sharedApps(SCENARIO).map(({ command }) => command.split(' ')[2])).toEqual(['POST', 'PUT'])
    expect(sharedApps(SCENARIO)[1]?.command).toContain("'http://marathon.mesos:8080/v2/apps/web'")
  })

  it('quotes a word that begins and ends with quotes', () => {
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord("'a'")}`], { encoding: 'utf8' })).toBe("'a'")
  })
})
