import type { FrameworkDocument } from '#model/scenario/document.ts'
import type { Lesson } from '#model/lesson.ts'
import { acted, both, task, told } from './events.ts'

const PATIENT = {
  kind: 'batch',
  checkpoint: true,
  failoverTimeoutMs: 600_000,
  refuseMs: 1_000_000,
} as const satisfies Partial<FrameworkDocument>

/** A partition of the network, from both sides, until it heals. Source: mesos-protocol.md 2.9.3, 8 (9). */
export const LOST_AND_FOUND: Lesson = {
  id: 'lost-and-found',
  title: both('Lost and found', '失而复得'),
  summary: both('A partition, and the TASK_LOST that comes back.', '网络分区，以及会回来的 TASK_LOST。'),
  faces: [9],
  view: { hidden: ['client'], folded: { aware: true, unaware: true, executor: true } },
  scenario: {
    version: 1,
    title: both('Lesson 7: lost and found', '第 7 课：失而复得'),
    seed: 8,
    agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096;disk:10240;ports:[31000-32000]', startAtMs: 60 }],
    frameworks: [
      {
        ...PATIENT,
        id: 'aware',
        capabilities: ['PARTITION_AWARE'],
        startAtMs: 1000,
        tasks: [{ id: 'new', cpus: 1, mem: 64, runMs: null }],
      },
      { ...PATIENT, id: 'unaware', startAtMs: 3000, tasks: [{ id: 'old', cpus: 1, mem: 64, runMs: null }] },
    ],
  },
  steps: [
    {
      ...told(
        null,
        both('Two frameworks, one wire.', '两个框架，一条线路。'),
        both(
          'Both run one task on the only agent. One of them has told the master that it can deal with partitions, the other is of the older kind.',
          '两个框架各在唯一的代理节点上运行一个任务。其中一个告诉过管理节点它能应对网络分区，另一个是旧式的。',
        ),
      ),
      depth: 2,
    },
    {
      ...told(
        task('TASK_RUNNING', 'scheduler', { task: 'old' }),
        both('All is well.', '一切正常。'),
        both(
          'Both tasks run. Every 15 seconds the master pings the agent. What if nothing can pass between them any more?',
          '两个任务都在运行。管理节点每 15 秒 ping 一次代理节点。如果两者之间什么都过不去了呢？',
        ),
      ),
      goal: {
        text: both('Cut the link between master and agent.', '断开管理节点与代理节点之间的链路。'),
        hint: both(
          "The menu of the agent's column has Cut. Or let the page do it.",
          '在代理节点那一列的菜单中选择“断开”。也可以让页面代劳。',
        ),
        event: acted('cutLink'),
        solution: { do: 'cutLink', between: ['master', 'agent-1'] },
      },
    },
    told(
      { type: 'lost', where: { name: 'PingSlaveMessage' } },
      both('A ping without an answer.', '没有回应的 ping。'),
      both(
        'One missed ping means nothing. The master waits for five in a row, each 15 seconds, before it believes anything: 75 seconds after the first.',
        '丢失一次 ping 说明不了什么。管理节点要连续等到五次，每次 15 秒，才会下结论：从第一次算起 75 秒。',
      ),
    ),
    told(
      { type: 'timer', where: { of: 'agent-1', name: 'pingWatchdog', what: 'fired' } },
      both('The other side notices first.', '另一边先发觉。'),
      both(
        'The agent has missed the pings for 75 seconds as well. It takes the master for lost and tries to register again, in vain. Its tasks run on: look at the executors, nothing has happened there.',
        '代理节点也有 75 秒没有收到 ping。它认为管理节点丢了，尝试重新注册，但都是徒劳。它的任务仍在运行：看看执行器，那里什么也没有发生。',
      ),
    ),
    told(
      task('TASK_LOST', 'master'),
      both('Lost does not mean dead.', '丢失并不等于死亡。'),
      both(
        'Now the master gives the agent up. One framework hears TASK_UNREACHABLE, the older kind TASK_LOST. Both words say only: I cannot see it. The processes are alive, and whoever starts replacements now has two of each.',
        '现在管理节点放弃了这个代理节点。一个框架收到 TASK_UNREACHABLE，旧式的收到 TASK_LOST。两个词的意思都只是：我看不到它。进程还活着：谁此刻启动替补任务，谁就会有两份。',
      ),
    ),
    {
      ...told(
        task('TASK_UNREACHABLE', 'scheduler', { task: 'new' }),
        both('What should a scheduler do?', '调度器该怎么办？'),
        both(
          'Wait, or replace? That depends on the app, not on Mesos. Marathon lets you say how long it shall wait. Here, we mend the wire.',
          '等待还是替换？这取决于应用，而不取决于 Mesos。Marathon 允许你指定等待多久。在这里，我们修好线路。',
        ),
      ),
      goal: {
        text: both('Heal the link.', '恢复链路。'),
        hint: both('The same menu has Heal. Or let the page do it.', '同一个菜单中有“恢复”。也可以让页面代劳。'),
        event: acted('healLink'),
        solution: { do: 'healLink', between: ['master', 'agent-1'] },
      },
    },
    told(
      task('TASK_RUNNING', 'scheduler', { task: 'old', reason: 'REASON_SLAVE_REREGISTERED' }),
      both('The lost one is running.', '丢失的那个在运行。'),
      both(
        "The agent's next attempt to register got through, and with it the truth: both tasks run, one of them after TASK_LOST. Free play: crash the agent's process, or mark the agent gone and see which word is final.",
        '代理节点下一次重新注册成功了，真相随之而来：两个任务都在运行，其中一个曾是 TASK_LOST。自由操作：让代理节点的进程崩溃，或把它标记为已消失，看哪个词才是最终的。',
      ),
    ),
  ],
}
