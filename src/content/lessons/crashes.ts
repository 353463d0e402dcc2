import type { Lesson } from '#model/lesson.ts'
import { acted, both, task, told } from './events.ts'

/** Master and schedulers fall over; who survives what. Source: mesos-protocol.md 2.9, 8 (10). */
export const CRASHES: Lesson = {
  id: 'crashes',
  title: both('Crash the master, crash the scheduler', '让管理节点崩溃，让调度器崩溃'),
  summary: both('What survives, and for how long.', '什么能幸存，能幸存多久。'),
  faces: [10],
  view: { folded: { marathon: true, batch: true, master: true, executor: true } },
  scenario: {
    version: 1,
    title: both('Lesson 8: crashes', '第 8 课：崩溃'),
    seed: 8,
    agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096;disk:10240;ports:[31000-32000]' }],
    frameworks: [
      { id: 'marathon', kind: 'marathon' },
      {
        id: 'batch',
        kind: 'batch',
        role: 'batch',
        checkpoint: true,
        tasks: [{ id: 'job', cpus: 1, mem: 128, atMs: 1000, runMs: null }],
      },
    ],
    actions: [
      {
        atMs: 3000,
        do: 'submitApp',
        framework: 'marathon',
        app: { id: '/web', cmd: 'sleep infinity', cpus: 1, mem: 128 },
      },
    ],
  },
  steps: [
    {
      ...told(
        null,
        both('Break things on purpose.', '故意弄坏它。'),
        both(
          'Marathon will run an app, and a small framework called batch a job. Then we crash what seems most important.',
          'Marathon 将运行一个应用，名为 batch 的小框架将运行一个作业。然后我们让看起来最重要的部分崩溃。',
        ),
      ),
      depth: 2,
    },
    {
      ...told(
        task('TASK_RUNNING', 'scheduler', { framework: 'marathon' }),
        both('Both run.', '都在运行。'),
        both(
          'The app and the job are running. All messages between schedulers and agents pass the master. So what dies with it?',
          '应用和作业都在运行。调度器与代理节点之间的所有消息都经过管理节点。那么它死了，什么会跟着死？',
        ),
      ),
      goal: {
        text: both('Crash the master.', '让管理节点崩溃。'),
        hint: both(
          "The menu of the master's column has Crash. Or let the page do it.",
          '在管理节点那一列的菜单中选择“崩溃”。也可以让页面代劳。',
        ),
        event: acted('crashMaster'),
        solution: { do: 'crashMaster' },
      },
    },
    {
      ...told(
        { type: 'exited', where: { of: 'driver:marathon', peer: 'master' } },
        both('Everybody notices, nothing dies.', '大家都察觉了，但什么都没死。'),
        both(
          'The connections broke. Schedulers and agents look for a new leader; executors and tasks do not even notice. Nothing new can start meanwhile.',
          '连接断了。调度器和代理节点寻找新的领导者；执行器和任务甚至没有察觉。这期间只是无法启动新的东西。',
        ),
      ),
      goal: {
        text: both('Start the master again.', '重新启动管理节点。'),
        hint: both('The same menu has Restart. Or let the page do it.', '同一个菜单中有“重启”。也可以让页面代劳。'),
        event: acted('restartMaster'),
        solution: { do: 'restartMaster' },
      },
    },
    told(
      { type: 'delivered', where: { name: 'ReregisterSlaveMessage' } },
      both('Its memory comes from the agents.', '它的记忆来自代理节点。'),
      both(
        'The new master knows only a list of agents. Frameworks subscribe again, and the agent reports what runs on it: that is how the master learns of the tasks.',
        '新的管理节点只知道代理节点的名单。框架重新订阅，代理节点报告上面运行着什么：管理节点就是这样得知各个任务的。',
      ),
    ),
    {
      ...told(
        { type: 'state', where: { of: 'agent-1', to: 'running' } },
        both('As if nothing had happened.', '仿佛什么都没有发生。'),
        both(
          'The agent is registered again and its tasks never stopped. Now a scheduler: Marathon asks for a failover timeout of one week.',
          '代理节点重新注册，它的任务从未停止。现在轮到调度器：Marathon 要求的故障转移时限是一周。',
        ),
      ),
      goal: {
        text: both('Crash Marathon.', '让 Marathon 崩溃。'),
        hint: both(
          "The menu of the scheduler's column has Crash. Or let the page do it.",
          '在调度器那一列的菜单中选择“崩溃”。也可以让页面代劳。',
        ),
        event: acted('crashScheduler', { framework: 'marathon' }),
        solution: { do: 'crashScheduler', framework: 'marathon' },
      },
    },
    {
      ...told(
        { type: 'timer', where: { of: 'master/framework:marathon', name: 'failoverTimeout', what: 'armed' } },
        both('A clock of one week.', '一周的时钟。'),
        both(
          'The master keeps the framework and its tasks for 604,800 seconds. A Marathon that comes back in time finds its app running.',
          '管理节点把框架和它的任务保留 604,800 秒。及时回来的 Marathon 会发现它的应用仍在运行。',
        ),
      ),
      goal: {
        text: both('Start Marathon again.', '重新启动 Marathon。'),
        hint: both('The same menu, or let the page do it.', '同一个菜单，或让页面代劳。'),
        event: acted('restartScheduler', { framework: 'marathon' }),
        solution: { do: 'restartScheduler', framework: 'marathon' },
      },
    },
    {
      ...told(
        { type: 'timer', where: { of: 'master/framework:marathon', name: 'failoverTimeout', what: 'cancelled' } },
        both('Welcome back.', '欢迎回来。'),
        both(
          "It subscribed with the id it had stored, and the clock is stopped. The framework batch never set a failover timeout. Mesos' default is 0 seconds.",
          '它用保存下来的 id 订阅，时钟随即停止。而框架 batch 从未设置故障转移时限。Mesos 的默认值是 0 秒。',
        ),
      ),
      goal: {
        text: both('Crash the scheduler of batch.', '让 batch 的调度器崩溃。'),
        hint: both("The same as before, in batch's column.", '和刚才一样，在 batch 那一列操作。'),
        event: acted('crashScheduler', { framework: 'batch' }),
        solution: { do: 'crashScheduler', framework: 'batch' },
      },
    },
    told(
      { type: 'sent', where: { name: 'ShutdownFrameworkMessage' } },
      both('Zero seconds are soon over.', '零秒很快就过去了。'),
      both(
        'The framework is removed at once, and its executors are shut down, the healthy job with them. It was not the crash that killed the job; it was the default. Free play: crash both in other orders, or take a scheduler over while the first one lives.',
        '框架立即被移除，它的执行器被关闭，健康的作业也随之结束。杀死作业的不是崩溃，而是默认值。自由操作：换个顺序让它们崩溃，或在第一个调度器仍存活时让第二个接管。',
      ),
    ),
  ],
}
