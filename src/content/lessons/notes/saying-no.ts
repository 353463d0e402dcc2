import type { BothWords } from '#model/lesson.ts'
import { both } from '../events.ts'

export const SAYING_NO_NOTES: readonly BothWords[] = [
  both(
    'Ask for a show of hands: does saying no cost anything? Keep the count for the end.',
    '举手表决：拒绝有没有代价？记下人数，最后再看。',
  ),
  both(
    'All four CPUs are in this one offer, though nobody knows whether they are wanted. Show the bar in the gutter.',
    '四个 CPU 全在这一份邀约里，虽然没人知道是否需要。指出竖条。',
  ),
  both(
    'Wrong idea 4: “declining is free”. The dashed bar with the countdown is the price.',
    '错误想法 4：“拒绝没有代价”。带倒计时的虚线竖条就是代价。',
  ),
  both(
    'Select the allocation record: the inspector lists who was refused and why.',
    '选中分配记录：检查器会列出谁被拒绝以及原因。',
  ),
  both(
    'Let somebody compute it: when did the filter end, when was the next run? The difference was waited for nothing.',
    '请人计算：过滤器何时结束，下一个周期何时开始？这段差值是白等的。',
  ),
  both(
    'The filter counts down while you speak only in virtual time: take all the time you need before you revive.',
    '倒计时走的是虚拟时间：恢复邀约之前可以从容讲解。',
  ),
  both(
    'Compare the two waits: six seconds by the filter, milliseconds by reviving.',
    '比较两次等待：靠过滤器六秒，靠恢复邀约只要几毫秒。',
  ),
  both(
    'Suppressing is not a long filter: it has no end, and it covers agents that come later too.',
    '抑制不是更长的过滤器：它没有期限，对以后加入的代理节点同样有效。',
  ),
  both(
    'Two minutes, and by design: Marathon serves many apps that rarely change. Ask what an impatient operator would see.',
    '两分钟是有意设计的：Marathon 管理的应用很少变化。提问：着急的运维人员会看到什么？',
  ),
  both(
    'Come back to the show of hands. In free play suppress Marathon first, then submit an app.',
    '回到开头的表决。自由操作时先抑制 Marathon，再提交应用。',
  ),
]
