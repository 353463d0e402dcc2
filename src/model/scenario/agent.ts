/** An agent of the document, its flags and their defaults. Source: reference 3.2; slave/flags.cpp, slave/constants.hpp. */
import { agentResources, attributes, componentId, domain } from './leaves.ts'
import { type KeysOut, boolean, may, ms, must, nullable, number, object, or, span, whole } from './shape.ts'
import type { AgentSpec } from './types.ts'

/** What an agent has that is told nothing. Source: containerizer.cpp, resources (its fall-backs); reference 0.3. */
export const DEFAULT_AGENT_RESOURCES = 'cpus:1;mem:1024;disk:10240;ports:[31000-32000]'

export const AGENT_FLAGS = object({
  registrationBackoffFactorMs: or(ms(), 1000),
  executorRegistrationTimeoutMs: or(ms(1), 60_000),
  executorReregistrationTimeoutMs: or(whole(1, 15_000), 2000),
  executorReregistrationRetryIntervalMs: or(nullable(ms(1)), null),
  executorShutdownGracePeriodMs: or(ms(), 5000),
  recoveryTimeoutMs: or(ms(1), 900_000),
  httpCommandExecutor: or(boolean(), false),
  gcDelayMs: or(ms(), 604_800_000),
  diskWatchIntervalMs: or(ms(1), 60_000),
  gcDiskHeadroom: or(number(0, 1), 0.1),
  maxCompletedExecutorsPerFramework: or(whole(), 150),
  authenticationTimeoutMinMs: or(ms(1), 5000),
  authenticationTimeoutMaxMs: or(ms(1), 60_000),
  authenticationBackoffFactorMs: or(ms(), 1000),
})

/** Most agents of one scenario, `count` unfolded. */
export const MAX_AGENTS = 20_000

export const AGENT = object({
  id: must(componentId()),
  count: may(whole(1, MAX_AGENTS)),
  resources: or(agentResources(), DEFAULT_AGENT_RESOURCES),
  attributes: or(attributes(), {}),
  domain: or(nullable(domain()), null),
  startAtMs: or(ms(), 0),
  containerLaunchMs: or(span(), [20, 60]),
  imagePullMs: or(span(), [2000, 8000]),
  fetchMs: or(span(), [100, 500]),
  flags: or(AGENT_FLAGS, {}),
})
export type AgentRead = KeysOut<typeof AGENT.keys>

/** Ids that an entry of `agents` stands for: `node` with count 3 is `node-1`, `node-2`, `node-3`. */
export function unfoldedIds(id: string, count: number | undefined): readonly string[] {
  return count === undefined ? [id] : Array.from({ length: count }, (_, i) => `${id}-${i + 1}`)
}

export function agentSpecs({ count, ...agent }: AgentRead): readonly AgentSpec[] {
  return unfoldedIds(agent.id, count).map((id) => ({ ...agent, id }))
}
