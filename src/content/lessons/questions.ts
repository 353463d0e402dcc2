/**
 * Questions for the handout of each lesson, with their answers: to be written on paper after the lesson. Between them they
 * ask for the ten wrong ideas. Source: mesos-protocol.md 8; the lessons themselves.
 */
import type { BothWords } from '#model/lesson.ts'
import { both } from './events.ts'

export interface LessonQuestion {
  readonly ask: BothWords
  readonly answer: BothWords
}

function question(askEn: string, askZh: string, answerEn: string, answerZh: string): LessonQuestion {
  return { ask: both(askEn, askZh), answer: both(answerEn, answerZh) }
}

export const QUESTIONS: Readonly<Record<string, readonly LessonQuestion[]>> = {
  'twelve-steps': [
    question(
      'Where does the arrow of step 2 begin, and who asked for it?',
      '第 2 步的箭头从哪里出发？是谁请求的？',
      'At the master, and nobody asked: offers are pushed. A scheduler can only accept, decline, suppress and revive.',
      '从管理节点出发，没有人请求：邀约是主动推送的。调度器只能接受、拒绝、抑制和恢复邀约。',
    ),
    question(
      'True or false: the scheduler tells the agent to run the task. Give the two messages that prove it.',
      '判断：调度器通知代理节点运行任务。请写出能证明的两条消息。',
      'False. ACCEPT goes from the scheduler to the master; only the master sends the launch (RunTaskMessage) to the agent.',
      '错。ACCEPT 由调度器发给管理节点；只有管理节点才把启动消息（RunTaskMessage）发给代理节点。',
    ),
    question(
      'Marathon answers the client with 201. What runs at that moment?',
      'Marathon 用 201 应答客户端。此刻有什么在运行？',
      'Nothing. The wish is stored; the launch waits for an offer that fits.',
      '什么都没有。请求已保存，启动还要等待合适的邀约。',
    ),
  ],
  'saying-no': [
    question(
      'A framework declines an offer and names no time. What follows for the next five seconds, and for whom?',
      '框架拒绝了邀约，没有指定时间。接下来五秒会怎样？对谁有影响？',
      'The declined resources of that agent are not offered to that framework and role. Others may get them.',
      '该代理节点上被拒绝的资源不再向这个框架和角色邀约。其他框架可以得到它们。',
    ),
    question(
      'Why did the offer come back after six seconds, when the filter lasts five?',
      '过滤器只有五秒，为什么六秒后邀约才回来？',
      'The filter ended between two allocation runs. Nothing is offered before the next run, and there is one each second.',
      '过滤器在两个分配周期之间到期，下一个周期之前什么都不会邀约，而周期每秒一次。',
    ),
    question(
      'What are the two effects of REVIVE? What does SUPPRESS do that a decline does not?',
      'REVIVE 有哪两个作用？SUPPRESS 做了哪件拒绝做不到的事？',
      'REVIVE clears the filters and asks for offers, which triggers a run at once. SUPPRESS leaves the role out of every run, without end, until it revives.',
      'REVIVE 清除过滤器，并请求邀约，立即触发一次分配。SUPPRESS 让角色不再参加任何分配，没有期限，直到恢复邀约。',
    ),
  ],
  'who-is-next': [
    question(
      'Of 9 CPUs and 18 GB a framework holds 2 CPUs and 6 GB. What is its dominant resource, and its dominant share?',
      '总量为 9 个 CPU 和 18 GB，一个框架持有 2 个 CPU 和 6 GB。它的主导资源是什么？主导份额是多少？',
      'Memory: 6/18 is one third, more than 2/9 of the CPUs.',
      '内存：6/18 即三分之一，大于 CPU 的 2/9。',
    ),
    question(
      'How much is offered to the framework that is next: what one task needs, or what?',
      '轮到的框架会得到多少邀约：一个任务所需的量，还是别的？',
      'All that is free on the agent. Fairness emerges over many offers, not in slices for tasks.',
      '代理节点上全部空闲资源。公平是在许多邀约中逐步形成的，不是按任务切分。',
    ),
    question(
      'Role B gets the weight 2 while everything is taken. What changes at once, and what later?',
      '资源全部占用时，角色 B 的权重改为 2。什么立即改变？什么以后才改变？',
      'At once only the comparison: its share counts half. Nothing is taken from A; B goes first when something becomes free.',
      '立即改变的只有比较方式：它的份额按一半计算。A 不会失去任何东西；等有资源空闲时，B 优先。',
    ),
  ],
  quota: [
    question(
      'prod declines an offer that was made for its guarantee. May dev have these resources now?',
      'prod 拒绝了为满足保证量而发出的邀约。dev 现在可以得到这些资源吗？',
      'Only what is not needed to keep the promise: the second stage leaves the headroom free.',
      '只能得到履行承诺之外的部分：第二阶段会留出余量。',
    ),
    question(
      'Which roles take part in the first stage of an allocation run, and how much do they get?',
      '分配周期的第一阶段有哪些角色参加？得到多少？',
      'Only those whose guarantee is not met, and only what is missing of it.',
      '只有保证量尚未满足的角色，而且只得到缺少的部分。',
    ),
    question(
      'A guarantee is set while all CPUs are in use by others. When is it kept?',
      '设置保证量时，所有 CPU 都被别人占用。保证何时兑现？',
      'When the tasks of the others end: Mesos does not kill anything for a quota, it keeps back what becomes free.',
      '等其他任务结束时：Mesos 不会为配额终止任何任务，只会把空出的资源留住。',
    ),
  ],
  'two-acknowledgements': [
    question(
      'Who acknowledges a status update to the executor, and what does that prove?',
      '谁向执行器确认状态更新？这说明什么？',
      'The agent, once it has stored the update. It does not say that the scheduler has heard of it.',
      '代理节点，在保存更新之后。这不表示调度器已经知道。',
    ),
    question(
      'A task is finished. When are its resources free, and when does the master forget the task?',
      '任务结束了。资源何时释放？管理节点何时删除任务记录？',
      'The resources when the master hears of the end, before any acknowledgement; the record only when the scheduler has acknowledged.',
      '管理节点得知结束时资源即释放，早于任何确认；记录要等调度器确认后才删除。',
    ),
    question(
      'One status update and one launch are lost. Which of them is sent again, by whom, and when?',
      '一条状态更新和一条启动消息丢失。哪一条会重发？由谁、何时重发？',
      'The update, by the agent, after ten seconds and then at growing intervals. The launch is never sent again: the scheduler must ask (reconcile).',
      '状态更新由代理节点重发，十秒后开始，间隔逐次加长。启动消息不会重发：调度器必须询问（核对）。',
    ),
  ],
  executors: [
    question(
      'A task only names a command. Which container appears that nobody asked for, and what does it cost?',
      '任务只写了一条命令。出现了哪个没有人请求的容器？它占用多少资源？',
      'The command executor: 0.1 CPU and 32 MB on top of the task.',
      '命令执行器：在任务之外另占 0.1 个 CPU 和 32 MB。',
    ),
    question(
      'The task reached the agent, and yet it waits. For what?',
      '任务已经到达代理节点，却还在等待。等什么？',
      'For its executor to register. The agent delivers the task only then.',
      '等执行器注册。之后代理节点才把任务交给它。',
    ),
    question(
      'Why must the agent wait longer for its executors than the grace period of the process?',
      '代理节点等待执行器关闭的时间为什么必须长于进程的宽限期？',
      'Otherwise it destroys the executor while the process is still ending, and the task counts as failed.',
      '否则进程还在退出时执行器就被销毁，任务会被当作失败。',
    ),
  ],
  'lost-and-found': [
    question(
      'True or false: TASK_LOST means that the process is dead.',
      '判断：TASK_LOST 表示进程已经死亡。',
      'False. The master cannot see the agent. The process runs on and may be reported as running again.',
      '错。它只表示管理节点看不到代理节点。进程继续运行，之后可能重新报告为运行中。',
    ),
    question(
      'How long does it take from the first missed ping until the master gives an agent up? From which two flags?',
      '从第一次未应答的 ping 到管理节点放弃代理节点要多久？由哪两个参数决定？',
      'Five pings of 15 seconds each, 75 seconds: agent_ping_timeout and max_agent_ping_timeouts.',
      '五次，每次 15 秒，共 75 秒：agent_ping_timeout 与 max_agent_ping_timeouts。',
    ),
    question(
      'A scheduler starts a replacement as soon as it hears TASK_LOST. What may it have a minute later?',
      '调度器一收到 TASK_LOST 就启动替代任务。一分钟后可能出现什么情况？',
      'Two copies: the replacement, and the first one, which comes back with its agent.',
      '两个副本：替代任务，以及随代理节点一起回来的原任务。',
    ),
  ],
  crashes: [
    question(
      'The only master crashes. Name one thing that goes on, and one that cannot happen until it is back.',
      '唯一的管理节点崩溃了。举出一件照常进行的事，和一件在它恢复之前不可能发生的事。',
      'Tasks and executors run on. Nothing new can be launched: there is nobody to offer resources.',
      '任务和执行器照常运行。不能启动任何新任务：没有谁来发邀约。',
    ),
    question(
      'From whom does the new master learn which tasks run?',
      '新的管理节点从谁那里得知有哪些任务在运行？',
      'From the agents, as they register again. It stores a list of agents, not of tasks.',
      '从重新注册的代理节点。它只保存代理节点的名单，不保存任务。',
    ),
    question(
      'Two schedulers crash. The tasks of one survive, those of the other are killed. What made the difference?',
      '两个调度器崩溃，一个的任务存活，另一个的任务被终止。差别在哪里？',
      'The failover timeout that the framework asked for. Its default is 0 seconds; Marathon asks for a week.',
      '框架申请的故障转移时限。默认为 0 秒；Marathon 申请一周。',
    ),
  ],
  'rolling-upgrades': [
    question(
      'An app has two instances and default upgrade settings. How many run at most during an upgrade, and why?',
      '一个应用有两个实例，采用默认升级设置。升级期间最多有几个在运行？为什么？',
      'Four: all old ones stay until new ones are healthy, and as many new ones may run beside them.',
      '四个：旧实例全部保留到新实例健康为止，同时可以再运行同样多的新实例。',
    ),
    question(
      'The task says TASK_RUNNING, and the deployment still waits. For what?',
      '任务已是 TASK_RUNNING，部署仍在等待。等什么？',
      'For its health check to succeed: running is not healthy.',
      '等健康检查通过：运行中不等于健康。',
    ),
    question(
      'A task fails again and again. How long are the first three delays before its next launch?',
      '任务反复失败。前三次重新启动之前的延迟各是多长？',
      '1 s, 1.15 s and about 1.32 s; each is 1.15 times the one before, up to 300 s.',
      '1 秒、1.15 秒、约 1.32 秒；每次为上一次的 1.15 倍，最长 300 秒。',
    ),
  ],
  'why-waiting': [
    question(
      'Two agents have 4 free CPUs each. Why does an app of 6 CPUs wait?',
      '两个代理节点各有 4 个空闲 CPU。需要 6 个 CPU 的应用为什么等待？',
      'An offer is of one agent, and a task runs on one agent. No offer has 6 CPUs.',
      '一份邀约只来自一个代理节点，一个任务只在一个代理节点上运行。没有一份邀约有 6 个 CPU。',
    ),
    question(
      'A framework holds offers and answers nothing. Whose share do they count for, and how long by default?',
      '一个框架占着邀约不回答。这些资源计入谁的份额？默认持续多久？',
      'For its own, as if they were used, and nobody else is offered them. By default there is no limit.',
      '计入它自己的份额，如同已经使用，别人也得不到。默认没有期限。',
    ),
    question(
      'Which three questions do you ask first about an app that waits?',
      '面对一个等待中的应用，首先要问哪三个问题？',
      'Did offers reach its framework at all? Which check refused them first? Are filters, a backoff or a suppression in force?',
      '框架究竟收到邀约了吗？哪项检查最先拒绝？是否有过滤器、退避或抑制在起作用？',
    ),
  ],
}
