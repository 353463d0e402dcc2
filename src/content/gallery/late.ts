/** What comes too early, and what lasts too long. */
import type { Incident } from './incident.ts'

const EARLY_REVIVE: Incident = {
  id: 'early-revive',
  title: { en: 'The revive came too early', zh: '恢复来得太早' },
  story: {
    en: 'Now and then an app did not start for two minutes, though its scheduler had revived its offers at once. Revive and decline had been handled in the other order than they were meant.',
    zh: '偶尔有应用两分钟都不启动，尽管调度器马上恢复了邀约。恢复与拒绝的处理次序与本意相反。',
  },
  look: {
    en: 'REVIVE arrives at 3 s and drops the filters that exist: none. The DECLINE that was on its way all the time arrives at 4 s and sets a fresh one for 120 s, and nobody revives again: the task starts at about 125 s.',
    zh: 'REVIVE 在第 3 秒到达，清除已有的过滤器：一个也没有。一直在路上的 DECLINE 第 4 秒才到，又设下 120 秒的过滤器，而再没有人恢复：任务约在第 125 秒才启动。',
  },
  cureText: {
    en: 'Revive once more some seconds later, as Marathon does: the filter goes, and the task starts at about 8 s.',
    zh: '几秒后再恢复一次，Marathon 正是这样做的：过滤器消失，任务约在第 8 秒启动。',
  },
  sources: [
    'd2iq-archive/marathon#2181 (2015-09-03)',
    'd2iq-archive/marathon#2189 (2015-09-04)',
    'mesos/storm#134 (2016-04-22)',
  ],
  document: {
    version: 1,
    title: { en: 'The revive came too early', zh: '恢复来得太早' },
    agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096' }],
    frameworks: [{ id: 'late', kind: 'batch', refuseMs: 120_000 }],
    actions: [
      { atMs: 0, do: 'deliverAt', message: 'driver:late#4', deliverMs: 4000 },
      {
        atMs: 3000,
        do: 'submitTasks',
        framework: 'late',
        tasks: [{ id: 't', cpus: 1, mem: 128, atMs: 3000, runMs: null }],
      },
      { atMs: 3000, do: 'revive', framework: 'late' },
    ],
    untilMs: 130_000,
  },
  cure: [{ op: 'add', path: '/actions/-', value: { atMs: 8000, do: 'revive', framework: 'late' } }],
  opens: { where: { type: 'delivered', name: 'DECLINE' } },
  opensCure: { where: { type: 'task', task: 't', state: 'TASK_RUNNING', seenBy: 'scheduler' } },
}

const LONG_BACKOFF: Incident = {
  id: 'long-backoff',
  title: { en: 'Punished for an hour', zh: '被罚一小时' },
  story: {
    en: 'What made an app fail was repaired, but the app was still held back: its next launch stood nearly an hour away.',
    zh: '让应用失败的原因已经修好，应用却仍被推迟：下一次启动还在将近一小时之后。',
  },
  look: {
    en: 'The launches drift apart: 10, 20, 40, 80 s after each failure, up to maxLaunchDelaySeconds, then 3600 and today 300 by default. The delay belongs to the app and its version, not to the cause: time alone ends it.',
    zh: '每次失败后启动间隔加倍：10、20、40、80 秒，直到 maxLaunchDelaySeconds，当时默认 3600，如今 300。推迟属于应用及其版本，与原因无关：只有时间能让它结束。',
  },
  cureText: {
    en: 'Reset the delay at 100 s (DELETE /v2/queue/{id}/delay): the next launch comes within seconds instead of at 165 s.',
    zh: '第 100 秒重置推迟（DELETE /v2/queue/{id}/delay）：几秒内就再次启动，而不是等到第 165 秒。',
  },
  sources: ['d2iq-archive/marathon#1681 (2015-06-17)', 'd2iq-archive/marathon#1456 (2015-05-04)'],
  document: {
    version: 1,
    title: { en: 'Punished for an hour', zh: '被罚一小时' },
    agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096;ports:[31000-32000]' }],
    frameworks: [{ id: 'marathon', kind: 'marathon' }],
    actions: [
      {
        atMs: 2000,
        do: 'submitApp',
        framework: 'marathon',
        app: {
          id: '/job',
          cmd: 'sleep 1; exit 1',
          cpus: 0.5,
          mem: 128,
          backoffSeconds: 10,
          backoffFactor: 2,
          maxLaunchDelaySeconds: 3600,
        },
      },
    ],
    untilMs: 200_000,
  },
  cure: [
    { op: 'add', path: '/actions/-', value: { atMs: 100_000, do: 'resetDelay', framework: 'marathon', app: '/job' } },
  ],
  opens: { where: { type: 'task', state: 'TASK_FAILED', seenBy: 'scheduler' }, nth: 4 },
  opensCure: { where: { type: 'sent', name: 'ACCEPT' }, afterMs: 100_000 },
}

export const LATE_INCIDENTS: readonly Incident[] = [EARLY_REVIVE, LONG_BACKOFF]
