import type { Lesson } from '#model/lesson.ts'
import { gameProcess } from '../scenarios/bcs.ts'
import { arrived, both, sent, task, told } from './events.ts'

/** Command executor, custom executor, BCS process-executor with its daemon, and a stop with grace. Source: bcs-process.md 8, 9. */
export const EXECUTORS: Lesson = {
  id: 'executors',
  title: both('Executors', '执行器'),
  summary: both(
    'Command, custom, and the BCS process with its daemon.',
    '命令执行器、自定义执行器，以及 BCS 进程与其常驻进程。',
  ),
  faces: [],
  view: { hidden: ['client', 'registry', 'task'], folded: { command: true, custom: true, bcs: true, master: true } },
  scenario: {
    version: 1,
    title: both('Lesson 6: executors', '第 6 课：执行器'),
    seed: 9,
    agents: [
      {
        id: 'agent-1',
        resources: 'cpus:8;mem:8192;disk:10240;ports:[31000-32000]',
        flags: { executorShutdownGracePeriodMs: 60_000 },
      },
    ],
    frameworks: [
      {
        id: 'command',
        kind: 'batch',
        role: 'command',
        refuseMs: 1000,
        tasks: [{ id: 'job', cpus: 1, mem: 128, runMs: null }],
      },
      {
        id: 'custom',
        kind: 'batch',
        role: 'custom',
        refuseMs: 1000,
        executor: 'custom',
        startAtMs: 3000,
        tasks: [{ id: 'x', count: 2, cpus: 1, mem: 128, runMs: null, perOffer: null }],
      },
      { id: 'bcs', kind: 'bcs', role: 'bcs', startAtMs: 6000, flags: { daemonCheckPhaseMs: 4000 } },
    ],
  },
  steps: [
    {
      ...told(
        null,
        both('Somebody must start the process.', '总得有人启动进程。'),
        both(
          'An agent does not run tasks itself: an executor does. Three frameworks on one agent will show three kinds.',
          '代理节点自己不运行任务，而由执行器来运行。一个代理节点上的三个框架，将展示三种执行器。',
        ),
      ),
      depth: 2,
    },
    told(
      arrived('RegisterExecutorMessage', { from: 'execdriver:job@agent-1' }),
      both('Nobody asked for this one.', '没有人要求过它。'),
      both(
        'The task only said: run this command. So the agent has started a command executor, in a container of its own, with 0.1 CPU and 32 MB on top. It registers with the agent; the task waits until then.',
        '任务只说：运行这个命令。于是代理节点启动了一个命令执行器，放在单独的容器里，另加 0.1 个 CPU 和 32 MB。它向代理节点注册，任务一直等到这时。',
      ),
    ),
    told(
      task('TASK_RUNNING', 'scheduler', { task: 'job' }),
      both('One executor, one task.', '一个执行器，一个任务。'),
      both(
        'It lives and dies with its task: the next command gets another executor.',
        '它与任务同生共死：下一个命令会得到另一个执行器。',
      ),
    ),
    told(
      arrived('RegisterExecutorMessage', { from: 'execdriver:custom@agent-1' }),
      both("The framework's own executor.", '框架自带的执行器。'),
      both(
        'The second framework names an executor. Both of its tasks have reached the agent and wait in a queue until this one executor has registered.',
        '第二个框架指定了执行器。它的两个任务都已到达代理节点，排队等待这同一个执行器注册。',
      ),
    ),
    told(
      task('TASK_RUNNING', 'scheduler', { task: 'x-1' }),
      both('Two tasks in one executor.', '一个执行器里的两个任务。'),
      both(
        'No TASK_STARTING came this time: which states are reported is up to the executor. Third comes BCS, which goes a step further.',
        '这次没有 TASK_STARTING：上报哪些状态由执行器决定。第三种是 BCS，它更进一步。',
      ),
    ),
    {
      ...told(
        arrived('OFFERS', { to: 'driver:bcs' }),
        both('A scheduler that keeps its offers.', '留住邀约的调度器。'),
        both(
          'BCS has subscribed and got an offer. Unlike Marathon it does not decline: it keeps offers in a pool for 240 seconds, so that work can start at once.',
          'BCS 订阅后得到一份邀约。与 Marathon 不同，它并不拒绝，而是把邀约在池中保留 240 秒，这样有任务时可以立即启动。',
        ),
      ),
      goal: {
        text: both('Submit a process to the BCS scheduler.', '向 BCS 调度器提交一个进程。'),
        hint: both(
          'Let the page do it: its process is called game and will not obey. Your own: More… in the Act panel, “submit process”.',
          '让页面代劳：它的进程名为 game，不会听从停止命令。自己的进程：操作面板的“更多…”，“提交进程”。',
        ),
        event: { type: 'action', where: { do: 'submitProcess' } },
        solution: {
          do: 'submitProcess',
          framework: 'bcs',
          process: gameProcess({ process: { startGracePeriod: 1 }, simulate: { obeysStop: false } }),
        },
      },
    },
    told(
      arrived('LAUNCH_GROUP'),
      both('A task group.', '任务组。'),
      both(
        'All tasks of the group start on this agent, or none. The executor that gets them is called process-executor.',
        '组内的任务要么全部在这个代理节点上启动，要么一个也不启动。接收它们的执行器叫 process-executor。',
      ),
    ),
    told(
      arrived('POST /process'),
      both('It asks a daemon of the machine.', '它请求本机的常驻进程。'),
      both(
        'process-executor starts nothing itself. It asks the process-daemon, which runs on every machine beside the agent. So the process survives when the executor ends badly, and can be found again.',
        'process-executor 自己什么也不启动。它请求 process-daemon，后者与代理节点并列运行在每台机器上。因此执行器意外结束时，进程依然存活，并能被重新找到。',
      ),
    ),
    told(
      sent('StartCmd'),
      both('The daemon starts it.', '常驻进程把它启动。'),
      both(
        'Package fetched, files written, and the start command runs. Then the executor polls the daemon once a second for the state.',
        '取得软件包、写好文件，然后执行启动命令。之后执行器每秒向常驻进程查询一次状态。',
      ),
    ),
    {
      ...told(
        task('TASK_RUNNING', 'scheduler', { framework: 'bcs' }),
        both('Running, after several looks.', '看了几次之后，才是运行中。'),
        both(
          'The daemon looks at its processes every few seconds, the executor asks every second: the news is older than in the other two. Now stop it. This process ignores its stop command.',
          '常驻进程每隔几秒检查一次进程，执行器每秒询问一次：这里的消息比前两种都旧。现在停止它。这个进程不理会停止命令。',
        ),
      ),
      goal: {
        text: both('Stop the process.', '停止进程。'),
        hint: both(
          'More… in the Act panel has “stop process”. Or let the page do it.',
          '操作面板的“更多…”中有“停止进程”。也可以让页面代劳。',
        ),
        event: { type: 'action', where: { do: 'stopProcess' } },
        solution: { do: 'stopProcess', framework: 'bcs', process: 'game' },
      },
    },
    told(
      arrived('PUT /process/{id}/stop/{timeout}'),
      both('First ask.', '先请求。'),
      both(
        'The shutdown has come down through master and agent to the executor, which asks the daemon to stop the process and names the grace period, ten seconds.',
        '关闭请求经管理节点和代理节点到达执行器，执行器请求常驻进程停止该进程，并给出十秒的宽限期。',
      ),
    ),
    told(
      { type: 'task', where: { framework: 'bcs', state: 'TASK_FINISHED', seenBy: 'executor' } },
      both('Then force.', '然后强制。'),
      both(
        "The grace period is over and the process is gone. This worked because the agent gives its executors 60 seconds to shut down. With Mesos' default of 5 seconds it would have destroyed the executor first, and the task would have failed. Free play: change that flag, or crash the daemon.",
        '宽限期过后，进程没有了。能这样结束，是因为这个代理节点给执行器 60 秒关闭时间。按 Mesos 默认的 5 秒，它会先销毁执行器，任务就会失败。自由操作：修改这个参数，或让常驻进程崩溃。',
      ),
    ),
  ],
}
