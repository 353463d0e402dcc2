import type { Lesson } from '#model/lesson.ts'
import { acted, arrived, both, told } from './events.ts'

/** Guarantees are served first, held back for, and limits hold. Source: mesos-protocol.md 5.3, 5.7. */
export const QUOTA: Lesson = {
  id: 'quota',
  title: both('Quota and roles', '配额与角色'),
  summary: both('Guarantees, headroom and limits.', '保证量、余量与上限。'),
  faces: [],
  view: { hidden: ['client'], folded: { dev: true, prod: true, executor: true } },
  scenario: {
    version: 1,
    title: both('Lesson 4: quota and roles', '第 4 课：配额与角色'),
    seed: 4,
    agents: [{ id: 'node', count: 2, resources: 'cpus:4;mem:4096' }],
    frameworks: [
      {
        id: 'dev',
        kind: 'batch',
        role: 'dev',
        refuseMs: 1000,
        tasks: [{ id: 'd', count: 400, cpus: 2, mem: 512, runMs: 4000, perOffer: null }],
      },
      {
        id: 'prod',
        kind: 'batch',
        role: 'prod',
        startAtMs: 1000,
        refuseMs: 1000,
        tasks: [{ id: 'p', count: 3, cpus: 2, mem: 512, atMs: 20_000, runMs: null, perOffer: null }],
      },
    ],
  },
  steps: [
    {
      ...told(
        null,
        both('Two roles share two agents.', '两个角色共享两个代理节点。'),
        both(
          'A role is the group among which resources are shared. Role dev has work without end, in tasks of four seconds. Role prod will have a few important tasks, but later.',
          '角色是共享资源的分组。角色 dev 有做不完的任务，每个四秒。角色 prod 会有几个重要的任务，但要晚些才来。',
        ),
      ),
      depth: 2,
    },
    told(
      { type: 'allocation', where: { 'grants.*.framework': 'dev' } },
      both('First come, first served.', '先到先得。'),
      both(
        'Nobody else is registered yet, so dev is offered the agent and fills its CPUs. That is fair as long as nobody else wants any.',
        '还没有别人注册，于是代理节点邀约给 dev，它用满了 CPU。只要没有别人想要，这就是公平的。',
      ),
    ),
    {
      ...told(
        arrived('FrameworkRegisteredMessage', { to: 'driver:prod' }),
        both('Too late for a share.', '来晚了，没有份额。'),
        both(
          "prod registers. Only memory is left, and memory without CPUs runs nothing. When dev's tasks end, prod has nothing to run yet, and dev takes the CPUs again. An operator can promise prod its resources: a quota.",
          'prod 注册了。只剩下内存，而没有 CPU 的内存什么也运行不了。dev 的任务结束时，prod 还没有任务，dev 又拿走了 CPU。运维人员可以向 prod 作出保证：配额。',
        ),
      ),
      goal: {
        text: both('Guarantee role prod 4 CPUs, and limit it to them.', '为角色 prod 保证 4 个 CPU，并以此为上限。'),
        hint: both(
          'An operator sets quota at the master: More… in the Act panel has “quota set”; write cpus:4;mem:2048 twice. Or let the page do it.',
          '配额由运维人员在管理节点上设置：操作面板的“更多…”中有“设置配额”，两处都写 cpus:4;mem:2048。也可以让页面代劳。',
        ),
        event: acted('setQuota', { role: 'prod' }),
        solution: { do: 'setQuota', role: 'prod', guarantees: 'cpus:4;mem:2048', limits: 'cpus:4;mem:2048' },
      },
    },
    told(
      { type: 'allocation', where: { 'grants.*.stage': 1 } },
      both('The first stage serves guarantees.', '第一阶段先满足保证量。'),
      both(
        'Every allocation run has two stages. The first goes only to roles whose guarantee is not yet met, and gives them just what is missing; DRF among everybody comes second.',
        '每个分配周期有两个阶段。第一阶段只面向保证量尚未满足的角色，给的正好是缺少的部分；所有人之间的 DRF 在第二阶段。',
      ),
    ),
    told(
      { type: 'allocation', where: { 'refusals.*.reason': 'Headroom' } },
      both('What is promised is kept back.', '承诺的部分被留住。'),
      both(
        'prod declines, it has nothing to run. Still its guarantee is not given away: the second stage leaves so much free everywhere that the promise can be kept. This is the headroom, and it may look like waste.',
        'prod 拒绝了邀约，因为还没有任务。但它的保证量不会被送走：第二阶段会留出足够的空闲资源以兑现承诺。这就是余量（headroom），看起来可能像浪费。',
      ),
    ),
    told(
      arrived('ACCEPT', { from: 'driver:prod' }),
      both('The promise is kept.', '承诺兑现。'),
      both(
        "prod's tasks have come, and the next offer fits: nobody had to be killed for it. Mesos does not preempt for quota; it waits for resources to become free and keeps them.",
        'prod 的任务来了，下一份邀约正好合适：没有任何任务为此被终止。Mesos 不会为配额抢占资源，而是等资源空出来再留住。',
      ),
    ),
    told(
      { type: 'allocation', where: { 'refusals.*.reason': 'QuotaLimit', 'refusals.*.framework': 'prod' } },
      both('And no more than the limit.', '但不超过上限。'),
      both(
        'prod would have a third task, but its limit is reached: it is offered no more CPUs, even if some lie idle. Free play: raise the limit, drop the guarantee, and see who gets the CPUs.',
        'prod 还有第三个任务，但已到上限：即使有空闲 CPU 也不再邀约给它。自由操作：提高上限、去掉保证量，看看 CPU 归谁。',
      ),
    ),
  ],
}
