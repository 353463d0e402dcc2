import type { Lesson } from '#model/lesson.ts'
import { FIRST_APP } from '../scenarios/first-app.ts'
import { arrived, both, filtered, task, told } from './events.ts'

const { actions: _, untilMs: __, ...cluster } = FIRST_APP

/** The figure of the DC/OS documentation, with the app in the learner's hand. Source: dcos-launch.md 1.3, 2, 4, 5. */
export const TWELVE_STEPS: Lesson = {
  id: 'twelve-steps',
  title: both('The 12 steps', '十二个步骤'),
  summary: both('How a process comes to life, message by message.', '一个进程如何一步步启动：逐条消息地看。'),
  scenario: { ...cluster, title: both('Lesson 1: the 12 steps', '第 1 课：十二个步骤') },
  faces: [1, 2],
  steps: [
    told(
      null,
      both('Five columns, one story.', '五列，一个故事。'),
      both(
        'Time runs down the page. Each column is one part of the cluster: the client, the scheduler, the master, an agent, and the executor that runs your process. Nothing has happened yet. Press Next, and one message after the other will travel.',
        '时间自上而下。每一列是集群的一部分：客户端、调度器、管理节点、代理节点，以及运行进程的执行器。现在还什么都没有发生。按“下一步”，消息会一条接一条地发出。',
      ),
    ),
    told(
      arrived('GET /v2/info'),
      both('1 · The client finds the scheduler.', '1 · 客户端找到调度器。'),
      both(
        'Before anything can start, the client must know where the scheduler listens. It looks the address up, for instance through Mesos-DNS. Meanwhile the scheduler has registered with the master as a framework.',
        '启动进程之前，客户端必须知道调度器的地址，例如通过 Mesos-DNS 解析。与此同时，调度器已作为框架在管理节点上注册。',
      ),
    ),
    told(
      arrived('ResourceOffersMessage', { to: 'driver:marathon' }),
      both('2 · The master offers resources.', '2 · 管理节点发出资源邀约。'),
      both(
        'Nobody asked for this. A scheduler never requests resources; the master pushes them. Its allocator decides which framework is next, packs the free resources of an agent into an offer, and sends it. An offer is an option that the master may still take back, not a grant.',
        '这份邀约没有人请求过。调度器从不索要资源，而是由管理节点主动推送。分配器决定轮到哪个框架，把某个代理节点的空闲资源打包成邀约发出。邀约只是一次使用机会，管理节点仍可撤回，并不等于已经分配。',
      ),
    ),
    {
      ...told(
        filtered('marathon'),
        both('3 · With nothing to run, the scheduler says no.', '3 · 没有待启动的进程，调度器拒绝邀约。'),
        both(
          'No client has asked for a process yet, so the scheduler declines. The decline carries a time, 120 seconds here, during which these resources are not offered to it again. They go back to the pool, for others to use.',
          '还没有客户端请求启动进程，因此调度器拒绝邀约。拒绝时附带一段时间，这里是 120 秒，在此期间同样的资源不再向它邀约。资源退回资源池，供其他框架使用。',
        ),
      ),
      goal: {
        text: both('Submit an app.', '提交一个应用。'),
        hint: both(
          'Open Submit app (key N). The agent has 1 CPU, 128 MB and one port: ask for no more. Or let the page do it.',
          '打开“提交应用”（快捷键 N）。代理节点只有 1 个 CPU、128 MB 内存和一个端口，不要超过它。也可以让页面代劳。',
        ),
        event: arrived('POST /v2/apps'),
        solution: {
          do: 'submitApp',
          framework: 'marathon',
          app: { id: '/my-app', cmd: 'sleep infinity', cpus: 1, mem: 128 },
        },
      },
    },
    told(
      arrived('201'),
      both('4 · The client has asked for a process.', '4 · 客户端请求了一个进程。'),
      both(
        "Your app was posted to the scheduler's HTTP interface. The scheduler stores the wish and answers at once, 201; nothing runs yet. From now on it waits for a fitting offer. Its filter of 120 seconds would be in the way, so it tells the master that it wants offers again.",
        '你的应用已提交到调度器的 HTTP 接口。调度器保存请求并立即应答 201，但此时还没有任何进程在运行。从这一刻起，它等待合适的邀约。120 秒的过滤器会挡住邀约，所以它告诉管理节点：请重新发出邀约。',
      ),
    ),
    told(
      arrived('ResourceOffersMessage', { to: 'driver:marathon' }),
      both('5 · The master offers resources again.', '5 · 管理节点再次发出资源邀约。'),
      both(
        'In a following allocation run the scheduler is offered resources once more: one CPU, 128 MB of memory and port 21452. Marathon does not lift its filters more often than every few seconds, and the allocator runs once per second: this is the wait that you saw.',
        '在随后的分配周期中，调度器再次收到邀约：1 个 CPU、128 MB 内存和端口 21452。Marathon 每隔几秒才会恢复一次邀约，分配器每秒运行一次，这就是刚才等待的原因。',
      ),
    ),
    told(
      arrived('ACCEPT'),
      both('6 · The offer fits: the scheduler accepts it.', '6 · 邀约满足要求，调度器接受邀约。'),
      both(
        'The scheduler compares the offer with the needs and the placement rules of the process. If everything fits, it accepts, naming the offer and describing the task to launch. What it does not use returns to the master; here it uses all.',
        '调度器把邀约与进程的资源需求和放置约束逐项比较。全部满足时，它接受邀约，并说明要启动的任务。没有用到的部分退回管理节点；这里全部用上了。',
      ),
    ),
    told(
      arrived('RunTaskMessage', { to: 'agent-1' }),
      both('7 · The master tells the agent to launch.', '7 · 管理节点指示代理节点启动任务。'),
      both(
        'Look where the arrow starts. The scheduler never speaks to the agent about a launch: only the master does. It checks that the offer is still valid and covers the task, books the resources, and hands the task to the agent.',
        '请看箭头从哪里出发。启动任务时，调度器从不直接与代理节点对话，只有管理节点会。它检查邀约是否仍然有效、资源是否足够，登记占用，然后把任务交给代理节点。',
      ),
    ),
    told(
      arrived('RunTaskMessage', { to: 'execdriver:*' }),
      both('8 · The agent launches the task through an executor.', '8 · 代理节点通过执行器启动任务。'),
      both(
        'The agent makes sure that an executor for this task is running and starts one if necessary, in a container. Once the executor has registered, the agent passes it the task, and the executor starts the actual process.',
        '代理节点确保有执行器负责该任务，必要时先在容器中启动执行器。执行器注册完成后，代理节点把任务交给它，由它启动真正的进程。',
      ),
    ),
    told(
      arrived('StatusUpdateMessage', { from: 'execdriver:*' }),
      both("9 · The executor reports the task's state.", '9 · 执行器上报任务状态。'),
      both(
        'As soon as the process starts, runs, or ends, the executor sends a status update to its agent. The agent stores the update so that it survives a restart, and confirms it to the executor.',
        '进程正在启动、开始运行或结束时，执行器都会向所在的代理节点发送状态更新。代理节点先把更新落盘，重启后也不会丢失，然后向执行器确认。',
      ),
    ),
    told(
      arrived('StatusUpdateMessage', { to: 'master' }),
      both('10 · The agent forwards the state to the master.', '10 · 代理节点把状态转发给管理节点。'),
      both(
        'The agent relays the update and repeats it until it is acknowledged. So a lost message delays the news but does not lose it.',
        '代理节点转发更新，并不断重发，直到收到确认。因此消息丢失只会让结果迟到，而不会让它消失。',
      ),
    ),
    told(
      arrived('StatusUpdateMessage', { to: 'driver:marathon' }),
      both('11 · The master forwards the state to the scheduler.', '11 · 管理节点把状态转发给调度器。'),
      both(
        'The master updates its own view and passes the update on to the framework that owns the task. The scheduler stores the new state and acknowledges; the confirmation travels back to the agent.',
        '管理节点更新自己的记录，再把更新交给任务所属的框架。调度器保存新状态并发出确认，确认沿原路返回代理节点。',
      ),
    ),
    told(
      arrived('status_update_event'),
      both('12 · The scheduler tells the client.', '12 · 调度器把进程状态告诉客户端。'),
      both(
        'The client sees the state through the scheduler: in the page, by polling, or as an event. This first pass said that the task is starting. Steps 9 to 12 come again for each further state.',
        '客户端通过调度器看到进程状态：界面刷新、轮询或事件推送均可。这一轮报告的是“正在启动”；之后的每个状态都会再走一遍第 9 到 12 步。',
      ),
    ),
    told(
      task('TASK_RUNNING', 'client'),
      both('Running. Now it is yours.', '运行中。现在由你掌控。'),
      both(
        'The client knows that your task is running: the end of a chain of reports, a little later than the fact. Play freely: submit a second app and see why it has to wait, lose a message, go back and try another way. Your changes become branches; nothing gets lost.',
        '客户端知道你的任务已在运行：这是一连串上报的终点，比事实稍晚一点。现在可以自由操作：再提交一个应用，看它为什么必须等待；弄丢一条消息；回到前面换一种做法。你的改动会成为分支，什么都不会丢失。',
      ),
    ),
  ],
}
