/** The containerizer's part: how long a container takes, what runs in it, its end. Source: S:launchExecutor, getExecutorInfo. */
import { nextInt } from '#base/rng.ts'
import type { CommandInfo, ContainerInfo, ExecutorInfo, TaskInfo } from '#model/messages/bodies.ts'
import type { ProcessPlan } from '../../kernel/definition.ts'
import type { ExecutorInput } from '../executor/input.ts'
import { type AgentApi, agentId, codeId, containerProcess, driverId, type ExecutorBook, frameworkOf } from './books.ts'
import { agentDisk } from './disk.ts'
import type { ExecutorMachineInput } from './executorMachine.ts'

const NANOSECONDS = 1_000_000
/** Added to a kill policy: the executor's own escalation, and its last second. Source: S:getExecutorInfo. */
const GRACE_MARGIN_MS = 2000
/** What the agent gives to a command task's executor on top. Source: SC. */
const OVERHEAD = 'cpus:0.1;mem:32'

/** The executor that a task with a command gets: its id is the task's. Source: S:getExecutorInfo. */
export function executorForCommand(api: AgentApi, task: TaskInfo, frameworkId: string): ExecutorInfo {
  const { killPolicy, container } = task
  const docker = container?.type === 'DOCKER'
  const v1 = api.books.spec.flags.httpCommandExecutor && !docker
  return {
    executorId: task.taskId,
    frameworkId,
    ...(task.command ? { command: task.command } : {}),
    ...(container ? { container } : {}),
    resources: OVERHEAD,
    name: `Command Executor (Task: ${task.taskId})`,
    ...(killPolicy ? { shutdownGracePeriod: killPolicy.gracePeriod + GRACE_MARGIN_MS * NANOSECONDS } : {}),
    api: v1 ? 'v1' : 'v0',
  }
}

/** The generation of the executor API: the default executor knows only v1. */
export function withApi(info: ExecutorInfo): ExecutorInfo {
  return { ...info, api: info.type === 'DEFAULT' ? 'v1' : (info.api ?? 'v0') }
}

/** An image is pulled once: who comes while it is pulled waits for the same pull, unless a new one is forced. */
function pullMs(api: AgentApi, container: ContainerInfo | undefined): number | null {
  const image = container?.image
  if (image === undefined) return null
  const { images, spec } = api.books
  const there = images.get(image)
  if (there !== undefined && container?.forcePullImage !== true) return there > api.now ? there - api.now : null
  const [low, high] = spec.imagePullMs
  const duration = nextInt(api.rng, low, high)
  images.set(image, api.now + duration)
  agentDisk(api).images[image] = api.now + duration
  return duration
}

/** Uris are fetched one after another. */
function fetchMs(api: AgentApi, command: CommandInfo | undefined): number | null {
  const [low, high] = api.books.spec.fetchMs
  const uris = command?.uris ?? []
  return uris.length === 0 ? null : uris.reduce((sum) => sum + nextInt(api.rng, low, high), 0)
}

export function machineInput(api: AgentApi, executor: ExecutorBook): ExecutorMachineInput {
  const { frameworkId, executorId, info } = executor
  const [low, high] = api.books.spec.containerLaunchMs
  return {
    frameworkId,
    executorId,
    recovered: false,
    docker: info.container?.type === 'DOCKER',
    pullMs: pullMs(api, info.container),
    fetchMs: fetchMs(api, info.command),
    launchMs: nextInt(api.rng, low, high),
  }
}

export function graceMs(api: AgentApi, { info }: ExecutorBook): number {
  const { shutdownGracePeriod } = info
  if (shutdownGracePeriod !== undefined) return Math.ceil(shutdownGracePeriod / NANOSECONDS)
  return api.books.spec.flags.executorShutdownGracePeriodMs
}

/** BCS brings an executor with a client of the executor API of its own. Source: bcs-process.md 1.2, 6. */
const PROCESS_EXECUTOR = './bcs-process-executor'

function driverKind({ info }: ExecutorBook): string {
  if (info.command?.value === PROCESS_EXECUTOR) return 'process-driver'
  return info.api === 'v1' ? 'exec-library' : 'execdriver'
}

function codeKind({ generated, info }: ExecutorBook): string {
  if (!generated && info.command?.value === PROCESS_EXECUTOR) return 'process-executor'
  if (generated) return info.container?.type === 'DOCKER' ? 'docker-executor' : 'command-executor'
  return info.type === 'DEFAULT' ? 'default-executor' : 'custom-executor'
}

function containerPlan(api: AgentApi, executor: ExecutorBook): ProcessPlan {
  const { key, executorId, frameworkId, checkpoint, info } = executor
  const { spec } = api.books
  const { info: frameworkInfo } = frameworkOf(api, executor)
  const input: ExecutorInput = {
    agent: spec.id,
    slaveId: api.books.info.id ?? '',
    driver: driverId(key, spec.id),
    code: codeId(key, spec.id),
    framework: frameworkInfo.name,
    frameworkId,
    frameworkInfo,
    executorId,
    checkpoint,
    v1: info.api === 'v1',
    recoveryTimeoutMs: spec.flags.recoveryTimeoutMs,
    shutdownGraceMs: graceMs(api, executor),
    reconnectBackoffMs: spec.flags.executorReregistrationTimeoutMs,
  }
  return {
    process: containerProcess(key, spec.id),
    host: spec.id,
    members: [
      { kind: driverKind(executor), id: input.driver, input },
      { kind: codeKind(executor), id: input.code, input },
    ],
  }
}

/** The container runs: its executor's process starts, and this agent waits for its end. */
export function startContainer(api: AgentApi, executor: ExecutorBook): void {
  agentDisk(api).containers[executor.key] = true
  api.startProcess(containerPlan(api, executor))
  api.link(driverId(executor.key, agentId(api)))
}

/** Kills all that runs in the container; false where nothing did. */
export function destroyContainer(api: AgentApi, executor: ExecutorBook): boolean {
  if (!api.isUp(driverId(executor.key, agentId(api)))) return false
  executor.destroyed = true
  api.endProcess(containerProcess(executor.key, agentId(api)))
  return true
}
