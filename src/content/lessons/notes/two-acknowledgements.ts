import type { BothWords } from '#model/lesson.ts'
import { both } from '../events.ts'

export const TWO_ACKNOWLEDGEMENTS_NOTES: readonly BothWords[] = [
  both(
    'Many columns: ask the audience to watch only the executor, the agent and the scheduler at first.',
    '列很多：请大家先只看执行器、代理节点和调度器。',
  ),
  both(
    'The executor may die now: what it has sent is kept, once the agent has it.',
    '执行器此时即使消失也没关系：代理节点收到的内容会保留。',
  ),
  both(
    'Wrong idea 6: “the scheduler acknowledges to the executor”. Ask who sent this one.',
    '错误想法 6：“调度器向执行器确认”。提问：这一条是谁发的？',
  ),
  both(
    'Trace the second loop with a finger: scheduler, master, agent. It ends there.',
    '用手指描出第二个回路：调度器、管理节点、代理节点。到此为止。',
  ),
  both(
    'Order is kept by waiting: one update per task is on the way at any time.',
    '顺序靠等待保证：每个任务同一时刻只有一条更新在途中。',
  ),
  both(
    'Wrong idea 7: “resources are free when the scheduler acknowledges”. Look at the capacity panel before you go on.',
    '错误想法 7：“调度器确认后资源才释放”。继续之前先看容量面板。',
  ),
  both('Ask before you lose it: who will notice? Collect answers.', '丢失之前先提问：谁会发现？收集答案。'),
  both(
    'Let the silence stand for a moment. Ten seconds of virtual time pass before anything happens.',
    '让沉默停留片刻。虚拟时间过去十秒后才会有动静。',
  ),
  both(
    'Wrong idea 8: “messages are reliable”. Of what is told about a task only this kind is. Ask what happens with a launch.',
    '错误想法 8：“消息是可靠的”。关于任务的消息中只有这一种是。提问：启动消息丢了会怎样？',
  ),
  both(
    'No timer is armed anywhere for this task: search for one if nobody believes it.',
    '没有任何地方为这个任务设定时器：若有人不信，可以找找看。',
  ),
  both(
    'The answer is honest and useless. Ask what a scheduler should do with it: a time limit, then kill and try again.',
    '回答是诚实的，却没有用处。提问：调度器该怎么办？设时限，超时后终止并重试。',
  ),
]
