/** Tasks that are late, lost, doubled, or killed by a watchman. */
import type { Incident } from './incident.ts'

const PULL: Incident = {
  id: 'one-minute-pull',
  title: { en: 'One minute to pull an image', zh: '一分钟拉镜像' },
  story: {
    en: 'An image must be pulled by hand first, or the task fails. The second try works: the layers are there by then.',
    zh: '必须先手动拉取镜像，否则任务失败。第二次就成功了：那时各层已经在了。',
  },
  look: {
    en: 'A minute of nothing on the scheduler’s lane, then a timer of the agent fires: the executor did not register in time, for the image was still on its way. The agent, not the executor, reports TASK_FAILED. Marathon tries again, and by then the image is there.',
    zh: '调度器的泳道上一分钟毫无动静，然后代理节点的定时器触发：镜像还在路上，执行器没有及时注册。报告 TASK_FAILED 的是代理节点而不是执行器。Marathon 再试一次，那时镜像已经在了。',
  },
  cureText: {
    en: 'An executor registration timeout of ten minutes on the agent: the first try succeeds.',
    zh: '在代理节点上把执行器注册超时设为十分钟：第一次就成功。',
  },
  sources: ['d2iq-archive/marathon#1161 (2015-02-09)', 'mantl/mantl#29 (2015-02-17)', 'dcos/dcos#1801 (2017-08-07)'],
  document: {
    version: 1,
    title: { en: 'One minute to pull an image', zh: '一分钟拉镜像' },
    agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096;ports:[31000-32000]', imagePullMs: [90_000, 90_000] }],
    frameworks: [{ id: 'marathon', kind: 'marathon' }],
    actions: [
      {
        atMs: 2000,
        do: 'submitApp',
        framework: 'marathon',
        app: {
          id: '/img',
          cmd: 'sleep 600',
          cpus: 1,
          mem: 128,
          container: { type: 'DOCKER', docker: { image: 'example/large' } },
        },
      },
    ],
    untilMs: 120_000,
  },
  cure: [{ op: 'add', path: '/agents/0/flags', value: { executorRegistrationTimeoutMs: 600_000 } }],
  opens: { where: { type: 'task', state: 'TASK_FAILED', seenBy: 'agent' } },
  opensCure: { where: { type: 'task', state: 'TASK_RUNNING', seenBy: 'scheduler' } },
}

const FAILOVER: Incident = {
  id: 'zero-seconds',
  title: { en: 'Zero seconds to come back', zh: '归来的时间是零秒' },
  story: {
    en: 'The scheduler restarts, or the network hiccups, and all its containers are gone. The new process is told that its framework was removed.',
    zh: '调度器重启，或网络抖动一下，它的所有容器就都没了。新进程被告知它的框架已被移除。',
  },
  look: {
    en: 'The failover timer is due at its own instant: the default is 0. Every agent is told to shut the framework down, and no status update tells anybody.',
    zh: '故障转移定时器在同一瞬间到期：默认值是 0。所有代理节点被要求关闭该框架，没有任何状态更新通知任何人。',
  },
  cureText: {
    en: 'A failover timeout of a week, as Marathon sets it: the tasks live on, and the framework comes back to them.',
    zh: '像 Marathon 那样设为一周：任务继续运行，框架回来后接管它们。',
  },
  sources: [
    'docker-archive/classicswarm#2055 (2016-03-31)',
    'jenkinsci/mesos-plugin#335 (2018-10-11)',
    'd2iq-archive/marathon#18 (2013-07-23)',
  ],
  document: {
    version: 1,
    title: { en: 'Zero seconds to come back', zh: '归来的时间是零秒' },
    agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096' }],
    frameworks: [
      {
        id: 'app',
        kind: 'batch',
        failoverTimeoutMs: 0,
        checkpoint: true,
        tasks: [{ id: 't', count: 2, cpus: 1, mem: 128, runMs: null }],
      },
    ],
    actions: [
      { atMs: 10_000, do: 'crashScheduler', framework: 'app' },
      { atMs: 15_000, do: 'restartScheduler', framework: 'app' },
    ],
    untilMs: 30_000,
  },
  cure: [{ op: 'replace', path: '/frameworks/0/failoverTimeoutMs', value: 604_800_000 }],
  opens: { where: { type: 'sent', name: 'ShutdownFrameworkMessage' } },
  opensCure: { where: { type: 'sent', name: 'FrameworkRegisteredMessage' }, afterMs: 15_000 },
}

const TWINS: Incident = {
  id: 'two-of-the-same',
  title: { en: 'Two of the same after a partition', zh: '分区之后有两个相同的任务' },
  story: {
    en: 'A job is reported lost and issued again. When the network returns the old one is still running, and two write the same output.',
    zh: '一个作业被报告丢失并重新提交。网络恢复后旧的仍在运行，两个作业写同一份输出。',
  },
  look: {
    en: 'TASK_LOST at about 90 s, made by the master from missed pings, with the process alive beside it. Lost means unknown. After healing the same task is reported running again.',
    zh: '约第 90 秒的 TASK_LOST 由管理节点根据错过的 ping 产生，而进程仍然活着。“丢失”意味着“不知道”。网络恢复后同一任务又被报告为运行中。',
  },
  cureText: {
    en: 'Once the old one is seen again, it is killed: one is left.',
    zh: '一旦再次看到旧任务就结束它：只剩一个。',
  },
  sources: [
    'DataBiosphere/toil#1553 (2017-03-08)',
    'apache/shardingsphere-elasticjob#373 (2017-07-05)',
    'd2iq-archive/marathon#3924 (2016-05-23)',
  ],
  document: {
    version: 1,
    title: { en: 'Two of the same after a partition', zh: '分区之后有两个相同的任务' },
    agents: [
      { id: 'agent-1', resources: 'cpus:1;mem:1024' },
      { id: 'agent-2', resources: 'cpus:1;mem:1024', startAtMs: 4000 },
    ],
    frameworks: [
      { id: 'jobs', kind: 'batch', checkpoint: true, tasks: [{ id: 'j1', cpus: 1, mem: 128, runMs: null }] },
    ],
    actions: [
      { atMs: 5000, do: 'cutLink', between: ['agent-1', 'master'] },
      {
        atMs: 100_000,
        do: 'submitTasks',
        framework: 'jobs',
        tasks: [{ id: 'j1-again', cpus: 1, mem: 128, runMs: null }],
      },
      { atMs: 120_000, do: 'healLink', between: ['agent-1', 'master'] },
    ],
    untilMs: 240_000,
  },
  cure: [{ op: 'add', path: '/actions/-', value: { atMs: 200_000, do: 'killTask', framework: 'jobs', task: 'j1' } }],
  opens: { where: { type: 'task', task: 'j1', state: 'TASK_LOST' } },
  opensCure: { where: { type: 'task', task: 'j1', state: 'TASK_KILLED', seenBy: 'scheduler' } },
}

const WATCHMAN: Incident = {
  id: 'sick-watchman',
  title: { en: 'The watchman was the sick one', zh: '生病的是看守人' },
  story: {
    en: 'The host of Marathon was overloaded. The health checks of many apps failed together, and a minute of it could kill every instance.',
    zh: 'Marathon 所在的主机过载。许多应用的健康检查一起失败，一分钟就足以结束所有实例。',
  },
  look: {
    en: 'From 60 s on the checks cannot get through, while every process is well. Failures that are counted in one place kill in many: a check measures the path and the target together.',
    zh: '从第 60 秒起检查无法到达，而所有进程都健康。在一处计数的失败会在多处结束实例：检查同时度量路径与目标。',
  },
  cureText: {
    en: 'Ten failures in a row instead of three: the checks outlast the 40 s.',
    zh: '把连续失败次数从三次改为十次：检查撑过这 40 秒。',
  },
  sources: ['d2iq-archive/marathon#3317 (2016-02-23)', 'd2iq-archive/marathon#430 (2014-08-05)'],
  document: {
    version: 1,
    title: { en: 'The watchman was the sick one', zh: '生病的是看守人' },
    agents: [{ id: 'node', count: 3, resources: 'cpus:4;mem:4096;ports:[31000-32000]' }],
    frameworks: [{ id: 'marathon', kind: 'marathon' }],
    actions: [
      {
        atMs: 2000,
        do: 'submitApp',
        framework: 'marathon',
        app: {
          id: '/shop',
          cmd: 'sleep 600',
          cpus: 1,
          mem: 128,
          instances: 6,
          healthChecks: [
            {
              protocol: 'HTTP',
              gracePeriodSeconds: 5,
              intervalSeconds: 5,
              timeoutSeconds: 2,
              maxConsecutiveFailures: 3,
            },
          ],
        },
      },
      ...['node-1', 'node-2', 'node-3'].map(
        (node) => ({ atMs: 60_000, do: 'cutLink', between: ['marathon', node] }) as const,
      ),
      ...['node-1', 'node-2', 'node-3'].map(
        (node) => ({ atMs: 100_000, do: 'healLink', between: ['marathon', node] }) as const,
      ),
    ],
    untilMs: 140_000,
  },
  cure: [{ op: 'replace', path: '/actions/0/app/healthChecks/0/maxConsecutiveFailures', value: 10 }],
  opens: { where: { type: 'sent', name: 'KILL', from: 'driver:marathon' } },
  opensCure: { where: { type: 'action', do: 'healLink' } },
}

export const LOST_INCIDENTS: readonly Incident[] = [PULL, FAILOVER, TWINS, WATCHMAN]
