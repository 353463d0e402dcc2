/** Words of moving one delivery, in all languages. */
import type { PartTexts } from '../words.ts'

const en = {
  title: 'Change one delivery',
  message: '{name}, sent at {s} s.',
  now: 'It arrives at {s} s, {span} later.',
  lost: 'It is lost on the way: there is no delivery to move.',
  gone: 'There is no message any more where this dialog was opened.',
  at: 'Arrives at (s)',
  delay: 'Delay (ms)',
  hint: 'A time of your own: the message may overtake others. What was seen stays as a branch.',
  early: 'It cannot arrive before it is sent: {s} s.',
  number: 'A time is needed, such as {s}.',
  same: 'That is when it arrives now.',
  do: 'Deliver then',
  drag: 'arrives at {s} s, {span} after it was sent',
  late: '+{span}',
  soon: '−{span}',
} as const

export const DELIVERY_TEXTS: PartTexts<typeof en> = {
  en,
  zh: {
    title: '改变一次送达',
    message: '{name}，在 {s} 秒发出。',
    now: '它在 {s} 秒送达，用时 {span}。',
    lost: '它在途中丢失：没有可以改变的送达。',
    gone: '打开此对话框时的消息已不存在。',
    at: '送达时间（秒）',
    delay: '延迟（毫秒）',
    hint: '时间由你决定：消息可以超过其他消息。已看过的运行保留为一个分支。',
    early: '它不能在发出之前送达：{s} 秒。',
    number: '需要一个时间，例如 {s}。',
    same: '这就是它现在的送达时间。',
    do: '到那时送达',
    drag: '在 {s} 秒送达，发出后 {span}',
    late: '+{span}',
    soon: '−{span}',
  },
}
