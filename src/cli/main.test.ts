import { describe, expect, it } from 'vitest'
import { shellForEach } from './shell.fixture.ts'

const shell = shellForEach()

const SMALL = {
  version: 1,
  seed: 5,
  agents: [{ id: 'a', resources: 'cpus:2;mem:1024' }],
  frameworks: [{ id: 'f', kind: 'batch', tasks: [{ id: 't', cpus: 1, mem: 64, runMs: 500 }] }],
  untilMs: 6000,
}

describe('run', () => {
  it('prints the same bytes twice, for a file as for a built-in scenario', async () => {
    expect(await shell.run('run', 'first-app', '--format', 'jsonl')).toBe(0)
    const first = shell.out
    shell.out = ''
    await shell.run('run', 'first-app', '--format', 'jsonl')
    expect(shell.out).toBe(first)
    expect(first.split('\n').length).toBeGreaterThan(100)
  })

  it('numbers records from 0 and ends with a halted record', async () => {
    await shell.run('run', shell.file('small.json', SMALL), '--format', 'jsonl')
    const records = shell.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { i: number; type: string; at: number })
    expect(records.map(({ i }) => i)).toEqual(records.map((_, k) => k))
    expect(records.at(-1)).toMatchObject({ type: 'halted', why: 'until', at: 6000 })
  })

  it('keeps ordinals when a lower depth leaves records out', async () => {
    await shell.run('run', shell.file('small.json', SMALL), '--format', 'jsonl')
    const all = new Set(shell.out.split('\n'))
    shell.out = ''
    await shell.run('run', 'small.json', '--format', 'jsonl', '--depth', '1')
    const shown = shell.out.trimEnd().split('\n')
    expect(shown.length).toBeLessThan(all.size / 2)
    expect(shown.every((line) => all.has(line))).toBe(true)
  })

  it('takes another seed and another end', async () => {
    await shell.run('run', shell.file('small.json', SMALL), '--seed', '9', '--until', '2.5', '--format', 'jsonl')
    expect(shell.out.trimEnd().split('\n').at(-1)).toContain('"at":2500')
  })

  it('ends when nothing is pending where the scenario does not say when', async () => {
    const { untilMs: _untilMs, ...open } = SMALL
    // Due while the declined offer is hidden: only the batch behind the filter's end launches it.
    const late = { ...open.frameworks[0], tasks: [{ id: 't', atMs: 2500, cpus: 1, mem: 64, runMs: 500 }] }
    await shell.run('run', shell.file('late.json', { ...open, frameworks: [late] }))
    expect(shell.out).toMatch(/f t: TASK_FINISHED seen by scheduler/)
    shell.out = ''
    await shell.run('run', shell.file('busy.json', open), '--format', 'jsonl')
    expect(shell.out.trimEnd().split('\n').at(-1)).toContain('"at":60000,"type":"halted","cause":null,"why":"until"')
    shell.out = ''
    await shell.run('run', shell.file('idle.json', { ...open, frameworks: [] }), '--format', 'jsonl')
    expect(shell.out.trimEnd().split('\n').at(-1)).toContain('"why":"quiet"')
  })

  it.each([
    ['mermaid', /^sequenceDiagram\n {2}participant p0 as /],
    ['plantuml', /^@startuml\n/],
    ['text', /ms {2}/],
  ])('speaks %s', async (format, shape) => {
    await shell.run('run', shell.file('small.json', SMALL), '--format', format)
    expect(shell.out).toMatch(shape)
  })

  it.each([
    ['text', 'en', / DECLINE +step 3: decline offer$/m],
    ['text', 'zh', / DECLINE +.*3.*拒绝/m],
    ['mermaid', 'en', /as Scheduler f\n[^]*: \[\d+\] \d+ ms 3 decline offer\n/],
    ['mermaid', 'zh', /拒绝/],
    ['plantuml', 'zh', /拒绝/],
  ])('says the words of the figure: %s in %s', async (format, lang, words) => {
    await shell.run('run', shell.file('small.json', SMALL), '--depth', '1', '--format', format, '--lang', lang)
    expect(shell.out).toMatch(words)
  })

  it('follows a link that `link` made', async () => {
    await shell.run('link', shell.file('small.json', SMALL))
    const link = shell.out.trim()
    expect(link).toMatch(/^#/)
    shell.out = ''
    await shell.run('run', link, '--format', 'jsonl')
    const linked = shell.out
    shell.out = ''
    await shell.run('run', 'small.json', '--format', 'jsonl')
    expect(shell.out).toBe(linked)
  })
})

describe('bad input', () => {
  it.each([
    [['run', 'nowhere'], /nowhere: neither a file, nor a link, nor a built-in scenario/],
    [['run'], /SCENARIO: it is missing/],
    [['run', 'first-app', 'docker-app'], /docker-app: one word too many/],
    [['fuzz', 'first-app'], /first-app: one word too many/],
    [['compare', 'first-app', 'list'], /list: this is not a recording/],
    [['run', 'torn'], /torn: not JSON at line 2, column 1: /],
    [['run', 'first-app', '--depth', '4'], /--depth: '4' is none of 1, 2, 3/],
    [['run', 'first-app', '--nonsense'], /--nonsense: there is no such option/],
    [['run', 'first-app', '--until', 'soon'], /--until: 'soon' is not a number of seconds/],
    [['run', '#/d/AAAA'], /link/],
    [['fly'], /fly: there is no such command/],
    [['link', 'first-app', '--at', '999999'], /--at: the run has only \d+ records/],
    [['sweep', 'first-app', '--seeds', '1..3', '--find', 'count('], /--find: at \d+/],
    [['explain', 'first-app'], /--app/],
    [['app', 'nowhere.json'], /nowhere.json: there is no such file/],
    [['conform', 'nowhere'], /nowhere: there is no such file or folder/],
  ])('%j', async (words, sentence) => {
    shell.file('list', '{}\n')
    shell.file('torn', '{ "version": 1,\n}')
    expect(await shell.run(...words)).toBe(2)
    expect(shell.out).toBe('')
    expect(shell.problems.join('\n')).toMatch(sentence)
  })

  it('tells each mistake of a scenario with its path', async () => {
    const bad = { ...SMALL, sede: 4, agents: [{ id: 'a', resources: 'cpus:two' }] }
    expect(await shell.run('run', shell.file('bad.json', bad))).toBe(2)
    expect(shell.problems).toHaveLength(2)
    expect(shell.problems.some((line) => line.startsWith('/sede: '))).toBe(true)
    expect(shell.problems.some((line) => line.startsWith('/agents/0/resources: '))).toBe(true)
  })
})

describe('app', () => {
  it('answers as an empty cluster would, a line a file', async () => {
    const good = shell.file('good.json', { id: '/web', cmd: 'sleep 60' })
    const bad = shell.file('bad.json', { id: '/w_b', cmd: 'sleep 60' })
    expect(await shell.run('app', good, bad)).toBe(0)
    const [first, second] = shell.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(first).toMatchObject({ file: 'good.json', status: 201, body: { id: '/web', cpus: 1, mem: 128 } })
    expect(second).toMatchObject({ file: 'bad.json', status: 422 })
  })
})

describe('conform', () => {
  const CASE = {
    name: 'one',
    kind: 'sorter',
    source: 'test',
    features: ['sorter'],
    steps: [
      { do: 'addAgent', agent: 'a', resources: 'cpus:4' },
      { do: 'addClient', client: 'x' },
      { expect: 'order', clients: ['x'] },
    ],
  }

  it('tells each case, and counts', async () => {
    shell.file('one.json', CASE)
    shell.file('two.json', { ...CASE, name: 'two', steps: [...CASE.steps, { expect: 'order', clients: ['y'] }] })
    expect(await shell.run('conform', '.')).toBe(1)
    expect(shell.out).toMatch(/^ok one\nFAIL two: .+\n1 passed, 1 failed\n$/)
    shell.out = ''
    expect(await shell.run('conform', '.', '--only', shell.file('list', 'one\n'))).toBe(0)
    expect(shell.out).toBe('ok one\n1 passed, 0 failed\n')
  })

  it('misses a case that the list names', async () => {
    shell.file('one.json', CASE)
    expect(await shell.run('conform', '.', '--only', shell.file('list', 'three\n'))).toBe(1)
    expect(shell.out).toContain('FAIL three: not found')
  })
})

describe('sweep', () => {
  it('splits by shard, and the shards together find what the whole finds', async () => {
    const scenario = shell.file('small.json', SMALL)
    const seeds = async (...more: string[]) => {
      shell.out = ''
      await shell.run('sweep', scenario, '--seeds', '1..6', '--find', 'count(DECLINE) > 0', ...more)
      return shell.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { seed?: number; runs?: number; hits?: number })
    }
    const whole = await seeds()
    const parts = [...(await seeds('--shard', '1/2')), ...(await seeds('--shard', '2/2'))]
    const found = (rows: { seed?: number }[]) => rows.flatMap(({ seed }) => seed ?? []).sort((a, b) => a - b)
    expect(found(parts)).toEqual(found(whole))
    expect(whole.at(-1)).toMatchObject({ runs: 6, hits: found(whole).length })
    expect(found(whole).length).toBeGreaterThan(0)
  })
})
