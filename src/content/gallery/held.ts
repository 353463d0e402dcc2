/** Offers that somebody sits on, comes late with, or refuses for ever. */
import type { Incident } from './incident.ts'

const HELD: Incident = {
  id: 'hoarded-offers',
  title: { en: 'A framework sits on its offers', zh: '框架抱着邀约不放' },
  story: {
    en: 'A scheduler kept one and the same offer for more than ten minutes. Nothing ran on it, and another framework that needed that agent waited.',
    zh: '某个调度器把同一份邀约留了十多分钟。上面什么也没运行，而另一个需要该代理节点的框架一直在等。',
  },
  look: {
    en: 'From 5 s on Marathon wants offers, and none comes: every resource stands in an offer that nobody answers. Offered counts like used, and Mesos takes nothing back by default.',
    zh: '从第 5 秒起 Marathon 需要邀约，却一份也没有：所有资源都在无人回应的邀约里。邀约中的资源与已用资源同样计算，而 Mesos 默认不会收回。',
  },
  cureText: {
    en: 'An offer timeout of 10 s on the master: the offers are rescinded and Marathon gets its turn. It mends, it does not heal: the hoarder should decline and suppress.',
    zh: '在管理节点上设置 10 秒的邀约超时：邀约被收回，轮到 Marathon。这只是缓解：囤积者本应拒绝并抑制邀约。',
  },
  sources: ['mesos/storm#132 (2016-04-19)', 'mesos/storm#50 (2015-06-24)', 'mesos/elasticsearch#575 (2016-07-19)'],
  document: {
    version: 1,
    title: { en: 'A framework sits on its offers', zh: '框架抱着邀约不放' },
    agents: [
      { id: 'agent-1', resources: 'cpus:4;mem:4096' },
      { id: 'agent-2', resources: 'cpus:4;mem:4096' },
    ],
    frameworks: [
      { id: 'hoarder', kind: 'hoarder' },
      { id: 'marathon', kind: 'marathon' },
    ],
    actions: [
      {
        atMs: 5000,
        do: 'submitApp',
        framework: 'marathon',
        app: { id: '/web', cmd: 'sleep 600', cpus: 1, mem: 128, portDefinitions: [] },
      },
    ],
    untilMs: 60_000,
  },
  cure: [{ op: 'add', path: '/master', value: { offerTimeoutMs: 10_000 } }],
  opens: { where: { type: 'sent', name: 'ResourceOffersMessage', to: 'driver:hoarder' }, nth: -1 },
  opensCure: { where: { type: 'sent', name: 'RescindResourceOfferMessage' } },
}

const BLOCKED: Incident = {
  id: 'blocked-callback',
  title: { en: 'The callback that did not return', zh: '没有返回的回调' },
  story: {
    en: 'Seven of sixteen cpus and nearly all memory stood as “offered”, and nobody else could start anything, while one scheduler was busy with its own build.',
    zh: '十六个 CPU 中有七个、几乎全部内存都显示为“已邀约”，别人什么也启动不了，而某个调度器正忙于自己的构建。',
  },
  look: {
    en: 'The DECLINE hangs for 55 s. Callbacks and driver calls are one actor: what the scheduler says during a callback leaves when it ends. Until then the master counts the offer as given.',
    zh: 'DECLINE 悬了 55 秒。回调与驱动调用属于同一个 actor：回调期间说的话要等回调结束才发出。在此之前，管理节点认为邀约已在对方手中。',
  },
  cureText: {
    en: 'A callback that returns at once: the decline arrives, and the other framework is offered the rest with the next batches, at about 6 s.',
    zh: '让回调立即返回：拒绝及时到达，另一个框架约在第 6 秒得到剩余资源。',
  },
  sources: ['mesos/mesos-distcc#3 (2016-08-31)'],
  document: {
    version: 1,
    title: { en: 'The callback that did not return', zh: '没有返回的回调' },
    agents: [
      { id: 'agent-1', resources: 'cpus:8;mem:4096' },
      { id: 'agent-2', resources: 'cpus:8;mem:4096' },
    ],
    frameworks: [
      {
        id: 'build',
        kind: 'batch',
        tasks: [{ id: 'cc', count: 8, cpus: 1, mem: 128, runMs: 60_000, perOffer: null }],
      },
      { id: 'other', kind: 'batch', tasks: [{ id: 'job', cpus: 1, mem: 128, atMs: 2000, runMs: null }] },
    ],
    actions: [{ atMs: 0, do: 'delayNext', from: 'driver:build', to: 'master', name: 'DECLINE', byMs: 55_000 }],
    untilMs: 70_000,
  },
  cure: [{ op: 'remove', path: '/actions/0' }],
  opens: { where: { type: 'sent', name: 'DECLINE', from: 'driver:build' } },
  opensCure: { where: { type: 'task', task: 'job', state: 'TASK_RUNNING', seenBy: 'scheduler' } },
}

const ENDLESS: Incident = {
  id: 'endless-no',
  title: { en: 'The endless no', zh: '没完没了的“不”' },
  story: {
    en: 'On an idle cluster the logs fill without end: the master sends offers, two frameworks decline them, again and again. Is this right?',
    zh: '空闲的集群上日志不停增长：管理节点发出邀约，两个框架一再拒绝。这正常吗？',
  },
  look: {
    en: 'A rhythm of six seconds for each framework and agent. A decline is a filter of 5 s, not a goodbye; its end triggers nothing, so the agent comes back with the next batch after it.',
    zh: '每个框架与代理节点都以六秒为节奏。拒绝只是 5 秒的过滤器，不是告别；它结束时不触发任何事，代理节点要到下一批才回来。',
  },
  cureText: {
    en: 'Decline for 120 s: each framework says no once per agent, then there is silence.',
    zh: '拒绝 120 秒：每个框架对每个代理节点只说一次“不”，随后安静。',
  },
  sources: ['d2iq-archive/marathon#1917 (2015-08-03)', 'mesos/chronos#509 (2015-08-06)'],
  document: {
    version: 1,
    title: { en: 'The endless no', zh: '没完没了的“不”' },
    agents: [{ id: 'node', count: 4, resources: 'cpus:2;mem:2048' }],
    frameworks: [
      { id: 'chronos', kind: 'batch', refuseMs: 5000 },
      { id: 'idle', kind: 'batch', refuseMs: 5000 },
    ],
    untilMs: 60_000,
  },
  cure: [
    { op: 'replace', path: '/frameworks/0/refuseMs', value: 120_000 },
    { op: 'replace', path: '/frameworks/1/refuseMs', value: 120_000 },
  ],
  opens: { where: { type: 'sent', name: 'ResourceOffersMessage', to: 'driver:chronos' }, nth: 2 },
  opensCure: { where: { type: 'sent', name: 'DECLINE' }, nth: -1 },
}

const HUNGRY: Incident = {
  id: 'many-idle-one-hungry',
  title: { en: 'Many idle, one hungry', zh: '众人皆闲，一人挨饿' },
  story: {
    en: 'With hundreds of small frameworks the one that did the work had the largest share, and got no offers any more.',
    zh: '有数百个小框架时，真正干活的那个份额最大，于是再也收不到邀约。',
  },
  look: {
    en: 'Each run of the allocator gives the agent to the framework with the smallest share. The idle ones have none, decline at once and are back in six seconds: the builder with its share of 0.5 is never reached, though 4 cpus lie idle.',
    zh: '分配器每次都把代理节点给份额最小的框架。空闲框架份额为零，立刻拒绝，六秒后又回来：份额 0.5 的 builder 永远轮不到，尽管还有 4 个 CPU 空闲。',
  },
  cureText: {
    en: 'The idle ones decline for 120 s: after at most twelve batches all of them are filtered, and the builder is offered what it needs.',
    zh: '空闲框架拒绝 120 秒：最多十二批之后它们都被过滤，builder 得到所需的邀约。',
  },
  sources: ['d2iq-archive/marathon#1931 (2015-08-04)', 'apache/spark#10924 and #8639 (2015-09, 2016-05)'],
  document: {
    version: 1,
    title: { en: 'Many idle, one hungry', zh: '众人皆闲，一人挨饿' },
    agents: [{ id: 'agent-1', resources: 'cpus:8;mem:8192' }],
    frameworks: [
      { id: 'builder', kind: 'batch', tasks: [{ id: 'a', cpus: 4, mem: 512, runMs: null }] },
      ...Array.from({ length: 12 }, (_, n) => ({
        id: `ci-${String(n + 1).padStart(2, '0')}`,
        kind: 'batch' as const,
        startAtMs: 5000,
        refuseMs: 5000,
      })),
    ],
    actions: [
      {
        atMs: 20_000,
        do: 'submitTasks',
        framework: 'builder',
        tasks: [{ id: 'b', cpus: 2, mem: 512, runMs: null }],
      },
    ],
    untilMs: 90_000,
  },
  cure: Array.from({ length: 12 }, (_, n) => ({
    op: 'replace' as const,
    path: `/frameworks/${n + 1}/refuseMs`,
    value: 120_000,
  })),
  opens: { where: { type: 'allocation' }, afterMs: 30_000 },
  opensCure: { where: { type: 'task', task: 'b', state: 'TASK_RUNNING', seenBy: 'scheduler' } },
}

export const HELD_INCIDENTS: readonly Incident[] = [HELD, BLOCKED, ENDLESS, HUNGRY]
