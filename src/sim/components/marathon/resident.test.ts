/** Resident apps, from the first RESERVE to the last UNRESERVE. */
import type { Operation } from '#model/messages/bodies.ts'
import type { Action, AgentDocument } from '#model/scenario/document.ts'
import type { AgentPoint } from '#model/trace/series.ts'
import { formatResources, resourcesOf, withRole } from '#model/resources.ts'
import { describe, expect, it } from 'vitest'
import { submit, told, type Told } from './marathon.fixture.ts'

const TOTAL = 'cpus:4;mem:4096;disk:1000;ports:[31000-31100]'
const AGENTS: readonly AgentDocument[] = [
  { id: 'a', resources: TOTAL },
  { id: 'b', resources: TOTAL },
]
const volumes = [{ containerPath: 'data', mode: 'RW', persistent: { size: 100 } }]
const DB = {
  id: '/db',
  cmd: 'sleep infinity',
  cpus: 1,
  mem: 128,
  disk: 5,
  portDefinitions: [],
  container: { type: 'MESOS', volumes },
}
const on = (atMs: number, name: string, keys: object): Action =>
  ({ atMs, do: name, framework: 'marathon', ...keys }) as Action

function story(actions: readonly Action[], untilMs: number, app: object = DB): Told {
  return told({ agents: AGENTS, role: 'prod', actions: [submit(3000, app), ...actions], untilMs })
}

type Given = readonly [Operation, ...Operation[]]
type Body = { readonly operations: readonly Operation[] }

/** Operations of all ACCEPTs: when, on which agent, what; ids are left out. */
function operations(run: Told): readonly string[] {
  const offers = new Map<string, string>()
  for (const { body } of run.sent('ResourceOffersMessage'))
    for (const { id, hostname } of (body as { offers: { id: string; hostname: string }[] }).offers)
      offers.set(id, hostname)
  return run.sent('ACCEPT').map(({ body }) => {
    const [offer = ''] = (body as { offerIds: string[] }).offerIds
    return [offers.get(offer), ...(body as Body).operations.map(operationText)].join(' ')
  })
}

function operationText(operation: Operation): string {
  switch (operation.type) {
    case 'LAUNCH':
      return `LAUNCH .${operation.taskInfos.map(({ taskId }) => taskId.split('.').at(-1)).join('+')}`
    case 'CREATE':
    case 'DESTROY':
      return `${operation.type} ${formatResources(withRole(resourcesOf(operation.volumes), 'prod'))}`
    case 'LAUNCH_GROUP':
      return operation.type
    default:
      return `${operation.type} ${operation.resources}`
  }
}

function totalOf(run: Told, agent: string): string {
  const series = run.trace.series.get(`agent/${agent}`)
  if (!series) throw new Error(`${agent} never registered`)
  return (run.trace.pointBody(series, series.points.length - 1) as AgentPoint).total
}

const RESERVE = 'RESERVE cpus:1;mem:128;disk:105'
const FIRST = `${RESERVE} CREATE disk(prod):100`
const GONE = 'DESTROY disk(prod):100 UNRESERVE cpus:1;mem:128;disk:105'

function onlyAgent(run: Told): string {
  return run.app('/db', 60_000).tasks[0]?.agent ?? 'none'
}

describe('a resident app', () => {
  it('reserves what it needs and creates its volume, then launches there with the next offer', () => {
    const run = story([], 12_000)
    const [first, second] = operations(run)
    expect([first, second]).toEqual([`a ${FIRST}`, 'a LAUNCH .1'])
    const [[reserve], [launch]] = run.sent('ACCEPT').map(({ body }) => (body as Body).operations) as [Given, Given]
    const { instance } = run.app('/db', 12_000).tasks[0] ?? { instance: '' }
    const labels = { marathon_framework_id: expect.stringMatching(/-0000$/), marathon_task_id: instance }
    expect(reserve).toMatchObject({ type: 'RESERVE', labels })
    const { taskInfos } = launch as Extract<Operation, { type: 'LAUNCH' }>
    const task = resourcesOf(taskInfos[0]?.resources ?? '')
    expect(task.every(({ role, labels }) => role === 'prod' && labels?.includes(instance))).toBe(true)
    expect(task.map(({ name, milli, volume }) => [name, milli, volume?.split('#')[1]])).toEqual([
      ['cpus', 1000, undefined],
      ['mem', 128_000, undefined],
      ['disk', 5000, undefined],
      ['disk', 100_000, expect.stringMatching(/^data$/)],
    ])
    expect(run.broken).toEqual([])
  })

  it('has an offer counted as used by its reservation, and the others as without it', () => {
    const run = story([], 7500)
    const [, used] = run.sent('ResourceOffersMessage')
    expect(used).toBeDefined()
    const { funnel } = run.app('/db', 7500)
    const missing = funnel?.find(({ reason }) => reason === 'NoCorrespondingReservationFound')
    expect([funnel?.[0]?.processed, missing?.declined]).toEqual([2, 1])
    expect(run.sent('ACCEPT').map(({ step }) => step)).toEqual([undefined])
  })

  it('counts one second at most between the reservation and the launch', () => {
    const [reserve = 0, launch = 0] = story([], 12_000).times('ACCEPT')
    expect(launch - reserve).toBeGreaterThan(900)
    expect(launch - reserve).toBeLessThanOrEqual(1010)
  })

  it('is launched again where its volume is, as the next incarnation', () => {
    const run = story([], 60_000, { ...DB, cmd: 'sleep 5; exit 1' })
    const [, ...launches] = operations(run)
    expect(launches.length).toBeGreaterThan(2)
    expect(launches).toEqual(launches.map((_, n) => `a LAUNCH .${n + 1}`))
    expect(run.lives('db')).toHaveLength(1)
  })

  it('keeps its reservation while it is scaled to nothing, and comes back to it', () => {
    const run = story(
      [on(20_000, 'scaleApp', { app: '/db', instances: 0 }), on(30_000, 'scaleApp', { app: '/db', instances: 1 })],
      60_000,
    )
    expect(operations(run)).toEqual([`a ${FIRST}`, 'a LAUNCH .1', 'a LAUNCH .2'])
    expect(run.lives('db')).toEqual([
      'Scheduled Provisioned Starting Running Killed Scheduled Provisioned Starting Running',
    ])
    const stopped = run.app('/db', 25_000)
    expect(stopped).toMatchObject({ wanted: 0, running: 0, deployments: [], status: 'Suspended' })
    expect(stopped.tasks).toMatchObject([{ agent: 'a', condition: 'Killed', keptMb: 100 }])
  })

  it('starts anew elsewhere when the operator says that its agent is gone, and has no failure for it', () => {
    const run = story([{ atMs: 15_000, do: 'markAgentGone', agent: 'a' }], 40_000)
    expect(run.broken).toEqual([])
    expect(operations(run)).toEqual([`a ${FIRST}`, 'a LAUNCH .1', `b ${FIRST}`, 'b LAUNCH .2'])
    expect(run.lives('db')).toEqual(['Scheduled Provisioned Starting Running Scheduled Provisioned Starting Running'])
    expect(run.app('/db', 16_000)).toMatchObject({
      tasks: [{ condition: 'Scheduled', agent: null }],
      delayUntilMs: null,
    })
    expect(run.app('/db', 40_000)).toMatchObject({ running: 1 })
  })

  it('gives back volume and reservation when it is destroyed, and is gone only then', () => {
    const run = story([on(20_000, 'destroyApp', { app: '/db' })], 60_000)
    expect(operations(run)).toEqual([`a ${FIRST}`, 'a LAUNCH .1', `a ${GONE}`])
    expect(totalOf(run, 'a')).toBe(TOTAL)
    const killed = run.changes('marathon/instance:db').find(({ to }) => to === 'Killed')
    const [terminated = 0] = run.times('app_terminated_event')
    expect(terminated).toBe(run.times('ACCEPT')[2])
    expect(terminated).toBeGreaterThan(killed?.at ?? Infinity)
    expect(run.app('/db', 60_000).gone).toBe(true)
  })

  it('asks for offers to give back a reservation', () => {
    const run = story([on(20_000, 'destroyApp', { app: '/db' })], 40_000)
    const told_ = run
      .sent('UPDATE_FRAMEWORK')
      .map(({ at, body }) => [at, (body as { suppressedRoles: string[] }).suppressedRoles])
    const last = told_.filter(([at]) => (at as number) > 20_000).map(([, roles]) => roles)
    expect(last).toEqual([[], ['prod']])
  })

  it('reserves anew after a kill that wipes', () => {
    const first = story([], 15_000).tasks('db')[0] ?? ''
    const run = story([on(20_000, 'killTask', { task: first, wipe: true })], 60_000)
    expect(operations(run)).toContain(`a ${GONE}`)
    expect(operations(run).filter((text) => text.endsWith(FIRST))).toHaveLength(2)
    expect(run.lives('db')).toHaveLength(2)
    expect(run.app('/db', 60_000).running).toBe(1)
  })

  it('is shown with its volumes, running or not; only what is active has times and ports', () => {
    const first = story([], 15_000).tasks('db')[0] ?? ''
    const stopped = [on(19_000, 'scaleApp', { app: '/db', instances: 0 }), on(30_000, 'killTask', { task: first })]
    const shown = [[on(19_000, 'killTask', { task: first })], stopped].map((actions) => {
      const { body } = story(actions, 40_000)
        .sent('200')
        .findLast((answer) => 'task' in (answer.body as { body: object }).body) as { body: unknown }
      return (body as { body: { task: object } }).body.task
    })
    const localVolumes = [
      { runSpecId: '/db', containerPath: 'data', persistenceId: expect.stringMatching(/^db#data#/) },
    ]
    expect(shown).toMatchObject([
      { localVolumes, state: 'TASK_RUNNING' },
      { localVolumes, state: 'TASK_KILLED' },
    ])
    expect(shown.map((task) => 'stagedAt' in task)).toEqual([true, false])
  })

  it('stays where it is after a plain kill, and has one less to run after one that scales', () => {
    const first = story([], 15_000).tasks('db')[0] ?? ''
    const plain = story([on(20_000, 'killTask', { task: first })], 40_000)
    expect(operations(plain)).toEqual([`a ${FIRST}`, 'a LAUNCH .1', 'a LAUNCH .2'])
    const scaled = story([on(20_000, 'killTask', { task: first, scale: true })], 40_000)
    expect(operations(scaled)).toEqual([`a ${FIRST}`, 'a LAUNCH .1'])
    expect(scaled.app('/db', 40_000)).toMatchObject({ wanted: 0, running: 0 })
    expect(totalOf(scaled, 'a')).toContain('disk(prod)')
  })
})

describe('the reservation of a resident app', () => {
  it('is given up when it does not lead to a launch within the timeout; another is made', () => {
    const lose: Action = { atMs: 3000, do: 'loseNext', from: 'driver:marathon', to: 'master', name: 'ACCEPT' }
    const run = story([lose], 60_000)
    expect(operations(run)[0]).toBe(`a ${FIRST}`)
    const [reserved = 0] = run.times('ACCEPT')
    const expunged = run.changes('marathon/instance:db').find(({ to }) => to === 'Expunged')
    expect(expunged?.at).toBeGreaterThanOrEqual(reserved + 20_000)
    expect(expunged?.at).toBeLessThan(reserved + 25_000)
    expect(operations(run).slice(1)).toEqual([`b ${FIRST}`, 'b LAUNCH .1'])
  })

  it('without an instance is given back from the next offer that holds it', () => {
    const late = { do: 'delayNext', from: 'driver:marathon', to: 'master', name: 'ACCEPT', byMs: 40_000 } as const
    const run = story([{ atMs: 3000, ...late }], 90_000)
    expect(operations(run).filter((text) => text.startsWith('a'))).toEqual([`a ${FIRST}`, `a ${GONE}`])
    expect(run.app('/db', 90_000)).toMatchObject({ running: 1 })
    expect(run.lives('db')[0]).toBe('Scheduled Expunged')
    expect(totalOf(run, 'a')).toBe(TOTAL)
    expect(run.broken).toEqual([])
  })

  it('is for its instance alone: neither another app nor another instance of the app takes it', () => {
    const other = { id: '/web', cmd: 'sleep infinity', cpus: 3.5, mem: 32, portDefinitions: [] }
    const agents: readonly AgentDocument[] = [{ id: 'a', resources: TOTAL }]
    const stop = on(20_000, 'scaleApp', { app: '/db', instances: 0 })
    const run = told({
      agents,
      role: 'prod',
      actions: [submit(3000, DB), stop, submit(25_000, other)],
      untilMs: 60_000,
    })
    const web = run.app('/web', 60_000)
    expect(web).toMatchObject({ running: 0, status: 'Waiting' })
    expect(web.offers?.[0]?.reasons).toEqual([{ reason: 'InsufficientCpus', needed: '3.5', offered: '3' }])
  })

  it('is waited for where its agent is not offered: nothing else will do', () => {
    const first = story([], 15_000).tasks('db')[0] ?? ''
    const away: Action = { atMs: 20_000, do: 'deactivateAgent', agent: 'a' }
    const run = story([away, { atMs: 21_000, do: 'failTask', task: first }], 60_000)
    const { offers, status } = run.app('/db', 60_000)
    expect(status).toBe('Waiting')
    expect(offers?.map(({ agent, reasons }) => [agent, reasons])).toEqual([
      ['b', [{ reason: 'NoCorrespondingReservationFound' }]],
    ])
  })

  it('is left behind with an agent that is marked gone', () => {
    const run = story([{ atMs: 20_000, do: 'markAgentGone', agent: 'a' }], 60_000)
    expect(operations(run)).toEqual([`a ${FIRST}`, 'a LAUNCH .1', `b ${FIRST}`, 'b LAUNCH .2'])
    expect(onlyAgent(run)).toBe('b')
  })

  it('survives a new leader of Marathon and a new master', () => {
    const crash: readonly Action[] = [
      on(20_000, 'crashScheduler', {}),
      on(22_000, 'restartScheduler', {}),
      { atMs: 30_000, do: 'crashMaster' },
      { atMs: 31_000, do: 'restartMaster' },
    ]
    const first = story([], 15_000).tasks('db')[0] ?? ''
    const run = story([...crash, { atMs: 40_000, do: 'failTask', task: first }], 80_000)
    expect(operations(run)).toEqual([`a ${FIRST}`, 'a LAUNCH .1', 'a LAUNCH .2'])
    expect(run.broken).toEqual([])
  })
})

describe('an instance of a resident app that cannot be reached', () => {
  const cut: Action = { atMs: 20_000, do: 'cutLink', between: ['master', 'a'] }
  const heal: Action = { atMs: 140_000, do: 'healLink', between: ['master', 'a'] }

  it('is not replaced, and runs on when its agent is back', () => {
    const run = story([cut, heal], 200_000)
    expect(run.lives('db')).toEqual(['Scheduled Provisioned Starting Running Unreachable Running'])
    expect(operations(run)).toEqual([`a ${FIRST}`, 'a LAUNCH .1'])
  })

  it('is not given up by a kill', () => {
    const first = story([], 15_000).tasks('db')[0] ?? ''
    const run = story([cut, on(130_000, 'killTask', { task: first }), heal], 200_000)
    expect(run.lives('db')).toEqual(['Scheduled Provisioned Starting Running Unreachable Running'])
  })

  it('is killed when it comes back and nobody wants it any more', () => {
    const stop = on(130_000, 'scaleApp', { app: '/db', instances: 0 })
    const run = story([cut, stop, heal], 220_000)
    expect(run.lives('db')).toEqual(['Scheduled Provisioned Starting Running Unreachable Running Killed'])
    expect(run.app('/db', 220_000)).toMatchObject({ wanted: 0, deployments: [] })
  })
})

describe('a new version of a resident app', () => {
  it('takes over the reservation: the old instance stops first', () => {
    const run = story([on(20_000, 'updateApp', { app: { id: '/db', cmd: 'sleep 1000' } })], 60_000)
    expect(operations(run)).toEqual([`a ${FIRST}`, 'a LAUNCH .1', 'a LAUNCH .2'])
    expect(run.lives('db')).toEqual([
      'Scheduled Provisioned Starting Running Killed Scheduled Provisioned Starting Running',
    ])
    expect(run.app('/db', 60_000)).toMatchObject({ running: 1, deployments: [] })
  })

  it.each([
    [{ cpus: 2 }, 'Resident Tasks may not change resource requirements!'],
    [
      { container: { type: 'MESOS', volumes: [{ containerPath: 'data', mode: 'RW', persistent: { size: 200 } }] } },
      'Persistent volumes can not be changed!',
    ],
  ])('may not ask for %j', (change, error) => {
    const run = story([on(20_000, 'updateApp', { app: { id: '/db', ...change } })], 30_000)
    const [answer] = run.sent('422')
    expect(answer?.body).toMatchObject({ body: { details: [{ path: '/app(0)', errors: [error] }] } })
  })
})

describe('several instances of a resident app', () => {
  it('reserve for themselves, at most one a turn', () => {
    const run = story([], 30_000, { ...DB, instances: 3 })
    expect(run.app('/db', 30_000).running).toBe(3)
    expect(
      operations(run)
        .join(' ')
        .match(/RESERVE/g),
    ).toHaveLength(3)
    expect(run.broken).toEqual([])
  })

  it('with UNIQUE: a second reservation on one agent runs out and is made elsewhere', () => {
    const run = story([], 120_000, { ...DB, instances: 2, constraints: [['hostname', 'UNIQUE']] })
    const agents = run.app('/db', 120_000).tasks.map(({ agent }) => agent)
    expect([...agents].sort()).toEqual(['a', 'b'])
    expect(run.app('/db', 120_000).running).toBe(2)
    expect(run.broken).toEqual([])
  })

  it('reserve what is unreserved, also where the app takes only what is reserved', () => {
    const run = story([], 12_000, { ...DB, acceptedResourceRoles: ['prod'] })
    expect(operations(run)).toEqual([`a ${FIRST}`, 'a LAUNCH .1'])
  })

  it('whose volume wants a disk of its own finds none', () => {
    const persistent = { size: 100, type: 'mount' }
    const container = { type: 'MESOS', volumes: [{ containerPath: 'data', mode: 'RW', persistent }] }
    const run = story([], 20_000, { ...DB, container })
    expect(run.app('/db', 20_000).offers?.[0]?.reasons[0]?.reason).toBe('InsufficientDisk')
  })
})
