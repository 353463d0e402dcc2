import type { BothWords } from '#model/lesson.ts'
import { both } from '../events.ts'

export const EXECUTORS_NOTES: readonly BothWords[] = [
  both(
    'Announce the three: made by the agent, brought by the framework, and one that starts nothing itself.',
    '预告三种：由代理节点提供的、由框架自带的，以及自己什么都不启动的。',
  ),
  both(
    'Ask where the 0.1 CPU went: show the capacity panel. It surprises many who compute how much fits.',
    '提问：0.1 个 CPU 去哪了？指出容量面板。计算容量的人常常对此感到意外。',
  ),
  both('One to one: a hundred commands are a hundred executors.', '一对一：一百条命令就有一百个执行器。'),
  both(
    'The tasks were there first, the executor came later: the agent keeps them in a queue.',
    '任务先到，执行器后到：代理节点把任务排在队列里。',
  ),
  both(
    'Compare the states with those of the first task: no executor reports TASK_STAGING, and TASK_STARTING may be missing.',
    '与第一个任务的状态比较：没有执行器会上报 TASK_STAGING，TASK_STARTING 也可能没有。',
  ),
  both(
    'Holding offers is fast for oneself and costs all others. Lesson 10 comes back to that.',
    '留住邀约对自己快，代价由别人承担。第 10 课会回到这个话题。',
  ),
  both(
    'All or none: the group lands on one agent. Then the name of the executor: process-executor.',
    '全部启动或全不启动：整组在同一个代理节点。再看执行器的名字：process-executor。',
  ),
  both(
    'Ask who is now the parent of the process. Not the executor: that is why it survives.',
    '提问：现在谁是进程的父进程？不是执行器，所以它才能存活。',
  ),
  both('From here on the executor only looks: one question a second.', '从这里起执行器只是查看：每秒询问一次。'),
  both(
    'Ask how old the news can be at most. Then stop the process; it will not obey.',
    '提问：消息最多有多旧？然后停止进程，它不会听从。',
  ),
  both(
    'Name the three clocks: the grace period of the process, the patience of the executor, that of the agent.',
    '说出三个时限：进程的宽限期、执行器的等待、代理节点的等待。',
  ),
  both(
    'In free play set the agent back to 5 seconds and stop again: the same process now counts as failed.',
    '自由操作时把代理节点改回 5 秒，再停止一次：同一个进程就会被当作失败。',
  ),
]
