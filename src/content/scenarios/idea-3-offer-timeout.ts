import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * The hoarder again, under a master with --offer_timeout: after ten seconds the offers are rescinded, and the
 * other framework has its turn (mesos-protocol.md 3.1, 4(e)).
 */
export const IDEA_3_TIMEOUT: ScenarioDocument = {
  version: 1,
  title: { en: 'An offer is not free: with a timeout', zh: '资源邀约并非免费：设置超时' },
  seed: 13,
  master: { offerTimeoutMs: 10_000 },
  agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096' }],
  frameworks: [
    { id: 'hoarder', kind: 'hoarder' },
    { id: 'worker', kind: 'batch', startAtMs: 2000, tasks: [{ id: 't', cpus: 1, mem: 512, runMs: 2000 }] },
  ],
  untilMs: 18_000,
}
