/** Words of what a teacher uses: the handout on paper, the presentation. Loaded with them, not with the page. */
import type { BothWords } from '#model/lesson.ts'

export const HANDOUT_WORDS = {
  title: { en: 'Handout', zh: '讲义' },
  print: { en: 'Print', zh: '打印' },
  close: { en: 'Close', zh: '关闭' },
  answers: { en: 'With answers', zh: '附答案' },
  name: { en: 'Name', zh: '姓名' },
  date: { en: 'Date', zh: '日期' },
  open: { en: 'Open the lesson', zh: '打开本课' },
  turn: { en: 'Your turn.', zh: '轮到你了。' },
  saw: { en: 'What did you see?', zh: '你看到了什么？' },
  questions: { en: 'Questions', zh: '思考题' },
  answersTitle: { en: 'Answers', zh: '答案' },
  words: { en: 'Words of the field', zh: '术语' },
  none: { en: 'The run of this lesson cannot be drawn here.', zh: '这里无法画出本课的运行。' },
} as const satisfies Readonly<Record<string, BothWords>>

/** How many of the pictures are drawn. */
export function drawingOf(n: number, of: number): BothWords {
  return { en: `Drawing picture ${n} of ${of}…`, zh: `正在绘制第 ${n} 张图，共 ${of} 张……` }
}

/** The virtual time and the record that a picture ends with. */
export function momentOf(seconds: string, event: number): BothWords {
  return { en: `${seconds} s, event ${event}`, zh: `${seconds} 秒，事件 ${event}` }
}

export const LESSON_WORDS = {
  menu: { en: 'Menu of the lesson', zh: '本课菜单' },
  handout: { en: 'Handout', zh: '讲义' },
} as const satisfies Readonly<Record<string, BothWords>>

export const PRESENTER_WORDS = {
  name: { en: 'Presentation', zh: '演示' },
  notes: { en: 'Notes', zh: '备注' },
  window: { en: 'Notes window', zh: '备注窗口' },
  blocked: {
    en: 'The browser did not open the window: the notes are here.',
    zh: '浏览器没有打开窗口：备注显示在这里。',
  },
  blank: { en: 'Blank', zh: '黑屏' },
  blanked: { en: 'The screen is blank. Press B to go on.', zh: '屏幕已黑。按 B 继续。' },
  end: { en: 'End the presentation', zh: '结束演示' },
  none: { en: 'There is no note here.', zh: '这里没有备注。' },
  next: { en: 'Next', zh: '接下来' },
  goal: { en: 'The next press does it for the class.', zh: '再按一次，由页面代劳。' },
  last: { en: 'This is the last part.', zh: '这是最后一部分。' },
  elapsed: { en: 'since the beginning', zh: '已用时间' },
  clock: { en: 'time of day', zh: '当前时间' },
} as const satisfies Readonly<Record<string, BothWords>>

/** Of the question after a decline; by key, and by the answer that nothing waited. */
export const PREDICT_WORDS: Readonly<Record<string, BothWords>> = {
  'predict.why': {
    en: '{framework} declines the offer of {agent}: {resources}. Which check refuses it first?',
    zh: '{framework} 拒绝了 {agent} 的邀约：{resources}。最先拒绝它的是哪项检查？',
  },
  nothing: { en: 'None: nothing waited for an offer', zh: '没有：没有任何任务在等待邀约' },
}
