import type { BothWords } from '#model/lesson.ts'
import { both } from '../events.ts'

export const TWELVE_STEPS_NOTES: readonly BothWords[] = [
  both(
    'Point at the five columns from left to right. Ask: who of these will speak to whom? Collect guesses, do not judge them yet.',
    '从左到右指出五列。提问：谁会和谁对话？先收集猜测，不作评判。',
  ),
  both(
    'Step 1 is no Mesos message. The registration that runs beside it is: show depth 2 for a moment.',
    '第 1 步不是 Mesos 消息；与它同时进行的注册才是：可短暂切换到深度 2。',
  ),
  both(
    'Wrong idea 1: “the scheduler asks for resources”. Let the class find where the arrow begins. The bar beside the master is this offer.',
    '错误想法 1：“调度器索要资源”。让大家找出箭头从哪里出发。管理节点旁的竖条就是这份邀约。',
  ),
  both(
    'Point at the filter and its countdown of 120 s. Let somebody submit the app: 1 CPU, 128 MB, or less.',
    '指出过滤器和 120 秒倒计时。请一位学员提交应用：1 个 CPU、128 MB，或更少。',
  ),
  both(
    '201 means stored, not running. Ask: what has to happen before anything can run?',
    '201 表示已保存，而不是在运行。提问：还需要发生什么，才能有东西运行？',
  ),
  both(
    'The filter ended early, because Marathon revived its offers. Lesson 2 is about that.',
    '过滤器提前结束，因为 Marathon 恢复了邀约。第 2 课专门讲这个。',
  ),
  both(
    'One message says yes to the offer and brings the task with it. It goes to the master, to nobody else.',
    '一条消息既接受邀约，又带上任务。它只发给管理节点。',
  ),
  both(
    'Wrong idea 2: “the scheduler tells the agent”. Follow the arrow back: it begins at the master.',
    '错误想法 2：“调度器通知代理节点”。顺着箭头往回看：它从管理节点出发。',
  ),
  both(
    'Nobody asked for this executor; the agent started it for the command. Lesson 6 shows the other kinds.',
    '没有人请求过这个执行器，是代理节点为这条命令启动的。第 6 课展示其他种类。',
  ),
  both(
    'From here the story runs back from right to left. Ask who has to learn the news, and in which order.',
    '从这里起，故事从右向左返回。提问：谁需要知道这个消息？按什么顺序？',
  ),
  both(
    'At depth 3 the acknowledgements can be seen. Lesson 5 loses one of these messages on purpose.',
    '深度 3 可以看到各个确认。第 5 课会故意丢失其中一条消息。',
  ),
  both(
    'The master passes on, it does not decide. The acknowledgement travels the same way back.',
    '管理节点只转发，不作决定。确认沿原路返回。',
  ),
  both(
    'The client is last to know. Compare the time with that of step 9.',
    '客户端最后才知道。可与第 9 步的时间比较。',
  ),
  both(
    'Go back to the guesses of the beginning. Then let the class submit a second app and ask why it waits.',
    '回到开头的猜测。然后让大家再提交一个应用，讨论它为什么等待。',
  ),
]
