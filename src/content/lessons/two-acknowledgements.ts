import type { Lesson } from '#model/lesson.ts'
import { acted, arrived, both, sent, task, told } from './events.ts'

/** Two loops of acknowledgement, lost news and a lost launch. Source: mesos-protocol.md 2.8, 4(h), 8 (6 to 8). */
export const TWO_ACKNOWLEDGEMENTS: Lesson = {
  id: 'two-acknowledgements',
  title: both('Two acknowledgements', '两次确认'),
  summary: both('How status travels, and what a lost message does.', '状态如何传递，丢失一条消息会怎样。'),
  faces: [6, 7, 8],
  view: { hidden: ['client', 'allocator', 'observer'] },
  scenario: {
    version: 1,
    title: both('Lesson 5: two acknowledgements', '第 5 课：两次确认'),
    seed: 6,
    agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096;disk:10240;ports:[31000-32000]' }],
    frameworks: [
      {
        id: 'batch',
        kind: 'batch',
        tasks: [
          { id: 'first', cpus: 1, mem: 64, atMs: 2000, runMs: 3000 },
          { id: 'second', cpus: 1, mem: 64, atMs: 12_000, runMs: 20_000 },
          { id: 'third', cpus: 1, mem: 64, atMs: 40_000, runMs: 20_000 },
        ],
      },
    ],
  },
  steps: [
    {
      ...told(
        null,
        both('Who confirms what to whom?', '谁向谁确认什么？'),
        both(
          'Three tasks will run, one after the other. This is the deepest view: every message on the wire, with the manager of status updates as a column of its own.',
          '三个任务将先后运行。这是最深的视图：线路上的每条消息，状态更新管理器单独成列。',
        ),
      ),
      depth: 3,
    },
    told(
      arrived('StatusUpdateMessage', { from: 'execdriver:first@agent-1' }),
      both('The executor reports.', '执行器上报。'),
      both(
        'The task is starting. The executor tells its agent and keeps a copy until the agent confirms.',
        '任务正在启动。执行器告诉它的代理节点，并保留一份副本，直到代理节点确认。',
      ),
    ),
    told(
      arrived('StatusUpdateAcknowledgementMessage', { to: 'execdriver:first@agent-1' }),
      both('The first loop is closed by the agent.', '第一个环由代理节点闭合。'),
      both(
        "The agent has stored the update and acknowledges it to the executor. The scheduler has not heard of it yet: this acknowledgement is not the scheduler's.",
        '代理节点保存更新后向执行器确认。此时调度器还一无所知：这个确认不是调度器发出的。',
      ),
    ),
    told(
      arrived('ACKNOWLEDGE', { from: 'driver:batch' }),
      both('The second loop begins at the scheduler.', '第二个环从调度器开始。'),
      both(
        'The scheduler has processed the update and acknowledges it to the master, which passes that on to the agent. The executor never sees it.',
        '调度器处理完更新后向管理节点确认，管理节点再转给代理节点。执行器永远看不到它。',
      ),
    ),
    told(
      sent('StatusUpdateMessage', { from: 'agent-1' }),
      both('One at a time.', '一次只有一个。'),
      both(
        'That the task is running was known to the agent all the while. It waited: the next update of a task leaves only when the one before is acknowledged by the scheduler.',
        '代理节点早就知道任务已在运行，但它一直在等：只有前一个更新得到调度器确认之后，同一任务的下一个更新才会发出。',
      ),
    ),
    told(
      task('TASK_FINISHED', 'master'),
      both('Free already.', '资源已经释放。'),
      both(
        'The first task has ended. At this very moment the master frees its resources, before the scheduler has heard of it, let alone acknowledged.',
        '第一个任务结束了。就在这一刻，管理节点释放了它的资源，此时调度器还没有听说，更谈不上确认。',
      ),
    ),
    {
      ...told(
        arrived('StatusUpdateAcknowledgementMessage', { from: 'master' }),
        both('Only the record waited.', '等待的只是记录。'),
        both(
          "The acknowledgement of a last state removes the task's record from the master and ends the stream of updates on the agent. Now, what if an update gets lost?",
          '对最终状态的确认让管理节点删除任务记录，并结束代理节点上的更新流。那么，如果一个更新丢了呢？',
        ),
      ),
      goal: {
        text: both('Lose the next update from the agent to the master.', '让代理节点发给管理节点的下一个更新丢失。'),
        hint: both(
          'The menu of a message has Lose the next; or Lose in the Act panel. Or let the page do it.',
          '在消息的菜单中选择丢失下一条，或使用操作面板中的“丢失消息…”。也可以让页面代劳。',
        ),
        event: acted('loseNext'),
        solution: { do: 'loseNext', from: 'agent-1', to: 'master', name: 'StatusUpdateMessage' },
      },
    },
    told(
      { type: 'lost', where: { name: 'StatusUpdateMessage', from: 'agent-1' } },
      both('Lost on the way.', '半路丢失。'),
      both(
        'The second task runs, and nobody but the agent knows. No error, no callback. But the agent keeps the update and has armed a timer of ten seconds.',
        '第二个任务在运行，但除了代理节点没有人知道。没有错误，没有回调。不过代理节点保留着更新，并设了一个十秒的定时器。',
      ),
    ),
    {
      ...told(
        arrived('StatusUpdateMessage', { from: 'agent-1', to: 'master' }),
        both('Late, not lost.', '迟到，但没有丢。'),
        both(
          'Ten seconds later the agent has sent it again, and it would go on, at growing intervals of up to ten minutes. A launch has nobody who takes such care of it. Try one.',
          '十秒后代理节点重发了，而且还会继续，间隔逐渐加长，最长十分钟。启动消息却没有谁这样照看。试试看。',
        ),
      ),
      goal: {
        text: both(
          'Lose the next launch from the master to the agent.',
          '让管理节点发给代理节点的下一个启动消息丢失。',
        ),
        hint: both(
          'RunTaskMessage, from master to agent. Or let the page do it.',
          '即从管理节点到代理节点的 RunTaskMessage。也可以让页面代劳。',
        ),
        event: acted('loseNext', { from: 'master' }),
        solution: { do: 'loseNext', from: 'master', to: 'agent-1', name: 'RunTaskMessage' },
      },
    },
    {
      ...told(
        { type: 'lost', where: { name: 'RunTaskMessage' } },
        both('Silence.', '一片寂静。'),
        both(
          'The third task was accepted and booked, and its launch is gone. Nobody sends it again. The scheduler waits for news that cannot come; all it can do is ask.',
          '第三个任务已被接受并登记，但启动消息没了，也没有人会重发。调度器等待的消息永远不会来；它能做的只有询问。',
        ),
      ),
      goal: {
        text: both('Make the scheduler ask: reconcile.', '让调度器询问：状态核对。'),
        hint: both(
          "The menu of the scheduler's column has Reconcile. Or let the page do it.",
          '在调度器那一列的菜单中选择“核对任务状态”。也可以让页面代劳。',
        ),
        event: arrived('RECONCILE', { from: 'driver:batch' }),
        solution: { do: 'reconcile', framework: 'batch' },
      },
    },
    told(
      task('TASK_STAGING', 'scheduler'),
      both('The master says what it believes.', '管理节点只说它所相信的。'),
      both(
        'Staging: the master sent the launch and has heard nothing since. It never learned of the loss. A careful scheduler gives a launch a time limit, then kills the task and tries again; Marathon does. Free play: kill the third task, or lose other messages.',
        '答案是“暂存”：管理节点发出了启动消息，此后没有听到任何消息，也从不知道它丢了。谨慎的调度器会给启动设定时限，到时终止任务再试，Marathon 就是这样。自由操作：终止第三个任务，或弄丢别的消息。',
      ),
    ),
  ],
}
