/** A random small cluster, drawn from a seeded stream: all kinds of frameworks, flags that make rare things happen soon. */
import { nextInt, type RngState } from '#base/rng.ts'
import type { AgentDocument, FrameworkDocument, ScenarioDocument, TaskDocument } from '#model/scenario/document.ts'

export function pick<T>(rng: RngState, items: readonly T[]): T {
  return items[nextInt(rng, 0, items.length - 1)] as T
}

export function chance(rng: RngState, percent: number): boolean {
  return nextInt(rng, 1, 100) <= percent
}

const ROLES = ['*', 'prod', 'dev'] as const

function agent(rng: RngState, k: number): AgentDocument {
  const reserved = chance(rng, 15) ? ';cpus(prod):1;mem(prod):256' : ''
  const gpus = chance(rng, 10) ? ';gpus:1' : ''
  return {
    id: `agent-${k}`,
    resources: `cpus:${nextInt(rng, 1, 6)};mem:${pick(rng, [512, 1024, 4096])};disk:1024;ports:[31000-31009]${reserved}${gpus}`,
    attributes: { rack: pick(rng, ['a', 'b']) },
    startAtMs: pick(rng, [0, 0, 0, 3000]),
    flags: {
      executorRegistrationTimeoutMs: pick(rng, [60_000, 5000]),
      executorShutdownGracePeriodMs: pick(rng, [5000, 1000]),
      recoveryTimeoutMs: pick(rng, [900_000, 8000]),
      httpCommandExecutor: chance(rng, 30),
    },
  }
}

function tasks(rng: RngState): TaskDocument[] {
  return Array.from({ length: nextInt(rng, 1, 3) }, (_, k) => ({
    id: `t${k}`,
    count: nextInt(rng, 1, 3),
    cpus: pick(rng, [0.1, 0.5, 1]),
    mem: pick(rng, [32, 64, 256]),
    atMs: nextInt(rng, 0, 8000),
    runMs: pick(rng, [null, 1000, 4000, 15_000]),
    exitCode: pick(rng, [0, 0, 1]),
    ignoreSigterm: chance(rng, 20),
    killGraceMs: pick(rng, [null, 500, 3000]),
    perOffer: pick(rng, [null, 1, 2]),
    image: chance(rng, 12) ? 'redis' : null,
    group: chance(rng, 12),
    reserve: chance(rng, 15),
  }))
}

/** Now and then only large offers are wanted, or only agents of a rack. */
function wishes(rng: RngState) {
  const role = pick(rng, ROLES)
  const value = pick(rng, ['a', 'b', 'a|b'])
  const predicate = pick(rng, ['textEquals', 'textNotEquals', 'textMatches'] as const)
  return {
    ...(chance(rng, 8) ? { offerFilters: { [role]: [pick(rng, ['cpus:2', 'cpus:0.5;mem:256'])] } } : {}),
    ...(chance(rng, 8) ? { offerConstraints: { [role]: [[{ attribute: 'rack', predicate, value }]] } } : {}),
  }
}

function batch(rng: RngState, k: number): FrameworkDocument {
  return {
    id: `batch-${k}`,
    kind: 'batch',
    roles: chance(rng, 20) ? ['prod', 'dev'] : [pick(rng, ROLES)],
    api: pick(rng, ['v0', 'v1']),
    capabilities: pick(rng, [
      [],
      ['PARTITION_AWARE'],
      ['PARTITION_AWARE', 'TASK_KILLING_STATE', 'GPU_RESOURCES'],
      ['REVOCABLE_RESOURCES'],
    ]),
    checkpoint: chance(rng, 60),
    failoverTimeoutMs: pick(rng, [0, 5000, 60_000]),
    refuseMs: pick(rng, [0, 1000, 5000]),
    executor: pick(rng, ['command', 'custom']),
    onDone: pick(rng, [null, null, 'teardown', 'disconnect']),
    startAtMs: pick(rng, [0, 500, 4000]),
    callbackMs: pick(rng, [0, 0, 0, 300]),
    requestResources: chance(rng, 15) ? `cpus:${nextInt(rng, 1, 4)};mem:128` : null,
    messageToExecutor: chance(rng, 40) ? 'hello' : null,
    ...wishes(rng),
    tasks: tasks(rng),
  } as FrameworkDocument
}

function framework(rng: RngState, k: number): FrameworkDocument {
  const kind = pick(rng, [
    'batch',
    'batch',
    'batch',
    'marathon',
    'marathon',
    'marathon',
    'hoarder',
    'bcs',
    'bcs',
    'bcs',
  ] as const)
  if (kind === 'batch') return batch(rng, k)
  if (kind === 'marathon') {
    const flags = {
      declineOfferDurationMs: pick(rng, [120_000, 3000]),
      reconciliationInitialDelayMs: pick(rng, [15_000, 4000]),
      maxRunningDeployments: pick(rng, [100, 100, 1]),
      localPortMax: chance(rng, 30) ? 10_000 + nextInt(rng, 0, 1) : 20_000,
    }
    return { id: `marathon-${k}`, kind, role: chance(rng, 25) ? 'prod' : '*', flags }
  }
  if (kind === 'bcs') return { id: `bcs-${k}`, kind, role: '*', asImplemented: chance(rng, 30) }
  return { id: `hoarder-${k}`, kind, role: pick(rng, ROLES) }
}

/** The cluster alone (process executors report every 30 s, so theirs run longer); `actions.ts` makes things happen in it. */
export function randomCluster(rng: RngState, seed: number): ScenarioDocument {
  const frameworks = Array.from({ length: nextInt(rng, 1, 3) }, (_, k) => framework(rng, k + 1))
  const isSlow = frameworks.some(({ kind }) => kind === 'bcs')
  return {
    version: 1,
    title: 'fuzz',
    seed,
    master: {
      agentPingTimeoutMs: pick(rng, [15_000, 1000, 2000]),
      maxAgentPingTimeouts: pick(rng, [5, 2]),
      offerTimeoutMs: pick(rng, [null, null, 2000]),
      detector: pick(rng, ['leader', 'leader', 'standalone']),
      agentReregisterTimeoutMs: pick(rng, [600_000, 4000]),
      ...(chance(rng, 25) ? { agentRemovalRateLimit: '1/10secs' } : {}),
      ...(chance(rng, 4) ? { whitelist: ['agent-1', 'agent-2'] } : {}),
    },
    network: {
      latencyMs: pick(rng, [
        [1, 5],
        [0, 0],
        [1, 400],
      ] as const),
    },
    roles: chance(rng, 40)
      ? {
          prod: {
            weight: pick(rng, [1, 2, 0.5]),
            quota: chance(rng, 40) ? { guarantees: 'cpus:1;mem:128', limits: 'cpus:3' } : null,
          },
        }
      : {},
    agents: Array.from({ length: nextInt(rng, 1, 3) }, (_, k) => agent(rng, k + 1)),
    frameworks,
    actions: [],
    untilMs: isSlow ? 60_000 : pick(rng, [15_000, 30_000, 60_000]),
  } as ScenarioDocument
}
