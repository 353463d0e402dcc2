import type { BothWords } from '#model/lesson.ts'
import { both } from '../events.ts'

export const WHY_WAITING_NOTES: readonly BothWords[] = [
  both('Eight are free, six are wanted. Take a vote: will it run?', '空闲八个，需要六个。表决：能运行吗？'),
  both(
    'Marathon answered 201. It checks the form of the wish, not whether it can come true.',
    'Marathon 应答 201。它检查请求的格式，不检查能否实现。',
  ),
  both(
    'Open Why here: the first reason that refused, then the suggested changes. Let the class choose one.',
    '在这里打开“为什么”：先看最先拒绝的原因，再看建议的改动。让大家选一个。',
  ),
  both('The 120 seconds did not matter: a change of the app revives.', '120 秒并不重要：修改应用会恢复邀约。'),
  both(
    'Wrong idea 3: “an offer is free until it is accepted”. The striped part of the capacity is offered: nobody else can have it.',
    '错误想法 3：“接受之前邀约是空闲的”。容量条中带斜纹的部分已被邀约，别人得不到。',
  ),
  both(
    "Ask what Marathon could do about it: nothing. It is the operator's turn.",
    '提问：Marathon 能做什么？什么都不能。轮到运维人员了。',
  ),
  both(
    'Summary on one line: no offers, refused offers, or no launch yet. Every wait is one of the three.',
    '一句话总结：没有邀约、邀约被拒绝，或尚未启动。每一次等待都是三者之一。',
  ),
]
