import type { BothWords } from '#model/lesson.ts'
import { both } from '../events.ts'

export const QUOTA_NOTES: readonly BothWords[] = [
  both(
    'Roles share, frameworks belong to roles. Name two teams of the audience instead of dev and prod.',
    '共享发生在角色之间，框架属于角色。可以用听众中的两个团队代替 dev 与 prod。',
  ),
  both(
    'Nothing unfair has happened: nobody else was there. Keep that in mind for the next part.',
    '没有任何不公平：当时没有别人。后面会用到这一点。',
  ),
  both(
    'Ask: what would help prod? A weight? Try it in free play; it comes too late as well.',
    '提问：什么能帮到 prod？权重？可在自由操作中尝试，它同样来得太晚。',
  ),
  both(
    'Select the allocation: the grants name their stage. One for the guarantee, two for everybody.',
    '选中分配记录：每项授予都注明阶段。第一阶段为保证量，第二阶段为所有人。',
  ),
  both(
    'Idle CPUs and a waiting role at the same time: here people open tickets. The reason is Headroom.',
    'CPU 空闲，角色却在等待：这正是有人报障的地方。原因是 Headroom（余量）。',
  ),
  both(
    'Count how long prod had to wait, and what was killed for it: nothing.',
    '数一数 prod 等了多久，又为此终止了什么：什么都没有。',
  ),
  both(
    'Guarantee and limit are two things: one is a promise, the other a lid. Raise the limit and play on.',
    '保证与上限是两回事：一个是承诺，一个是封顶。提高上限，继续播放。',
  ),
]
