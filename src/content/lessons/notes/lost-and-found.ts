import type { BothWords } from '#model/lesson.ts'
import { both } from '../events.ts'

export const LOST_AND_FOUND_NOTES: readonly BothWords[] = [
  both(
    'The two frameworks differ in one word, the capability PARTITION_AWARE. Everything else is equal.',
    '两个框架只差一个词：能力 PARTITION_AWARE。其他完全相同。',
  ),
  both('Ask before you cut: do the tasks die? Count the hands.', '断开之前先问：任务会死吗？数一数举手的人。'),
  both(
    'The lost ping is drawn with a cross. Four more are needed; nobody acts before.',
    '丢失的 ping 带叉号。还要再丢四次，之前没有人行动。',
  ),
  both(
    'Both sides count for themselves, from different moments. Here the agent is first.',
    '双方各自计时，起点不同。这里代理节点先发现。',
  ),
  both(
    'Wrong idea 9: “lost means dead”. Point at the executors: they are as busy as before.',
    '错误想法 9：“丢失就是死亡”。指向执行器：它们和以前一样忙碌。',
  ),
  both(
    'Discuss: a web server and a database with one writer. Which may be replaced at once?',
    '讨论：一个网页服务器，一个只允许单一写入者的数据库。哪个可以立即替换？',
  ),
  both(
    'Come back to the hands. In free play mark the agent gone: that word is final, and the tasks are killed when it returns.',
    '回到举手结果。自由操作时把代理节点标记为永久离开：这个词才是最终的，它再回来时任务会被终止。',
  ),
]
