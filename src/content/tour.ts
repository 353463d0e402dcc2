/** The tour of the page: its stops in order, and the words on its card. Both languages stand here, as in the lessons. */
import type { BothWords } from '#model/lesson.ts'

export interface TourStop {
  readonly id: 'what' | 'play' | 'lanes' | 'offers' | 'act' | 'why' | 'share'
  readonly title: BothWords
  readonly text: BothWords
}

/** The first is what a first visit is met with. */
export const TOUR: readonly [TourStop, ...TourStop[]] = [
  {
    id: 'what',
    title: { en: 'Watch a cluster launch your app', zh: '看集群如何启动你的应用' },
    text: {
      en: 'A whole DC/OS cluster runs here in your browser, simulated message by message. Nothing is recorded in advance: whatever you do changes the run.',
      zh: '一个完整的 DC/OS 集群在浏览器中逐条消息地模拟运行。没有任何内容是预先录制的：你做的每件事都会改变它。',
    },
  },
  {
    id: 'play',
    title: { en: 'Play, step, go back', zh: '播放、单步、后退' },
    text: {
      en: 'Space plays and stops; the arrow keys go one event on or back. Drag the bar to be anywhere in the run. Time is slowed down so that milliseconds can be seen.',
      zh: '空格键播放和暂停，左右方向键前进或后退一个事件。拖动进度条可以到运行中的任何一刻。时间被放慢了，毫秒也看得清。',
    },
  },
  {
    id: 'lanes',
    title: { en: 'Columns and arrows', zh: '列与箭头' },
    text: {
      en: 'Each column is a part of the cluster, with its present state below its name. Time runs down; an arrow is a message, and its slope is the time that it travels. Press one to read it.',
      zh: '每一列是集群的一个组成部分，名字下面是它当前的状态。时间自上而下；箭头是消息，倾斜程度就是它在路上的时间。点击箭头可以查看内容。',
    },
  },
  {
    id: 'offers',
    title: { en: 'Offers and filters', zh: '邀约与过滤器' },
    text: {
      en: 'Beside the master, a hatched bar is an offer, as long as it is out. A dashed one with a countdown is a filter: a decline has hidden these resources from a framework for that long.',
      zh: '管理节点旁边，带斜纹的竖条是一份邀约，长度就是它未决的时间。虚线竖条是过滤器，旁边是倒计时：拒绝之后，这段时间内这些资源不再向该框架邀约。',
    },
  },
  {
    id: 'act',
    title: { en: 'Act', zh: '动手操作' },
    text: {
      en: 'Submit an app at the moment where you stand, crash something, cut a link, lose a message. Where you change a past that was seen, a branch begins; nothing is lost.',
      zh: '在当前时刻提交应用，让组件崩溃，切断链路，丢失消息。改动已经看过的过去会产生一个分支，什么都不会丢失。',
    },
  },
  {
    id: 'why',
    title: { en: 'Why?', zh: '为什么？' },
    text: {
      en: 'Your apps stand here. While one waits, Why? says which check refused which offer, what filters are in force, and what would launch it.',
      zh: '你的应用列在这里。应用等待时，“为什么？”会说明哪项检查拒绝了哪份邀约、哪些过滤器在起作用，以及怎样才能启动。',
    },
  },
  {
    id: 'share',
    title: { en: 'Share the moment', zh: '分享这一刻' },
    text: {
      en: 'The address is the scenario, your changes and this very moment: whoever opens it sees the same run. Lessons that lead through all of this are under Learn.',
      zh: '地址栏中包含场景、你的改动和这一刻：任何人打开它都会看到同样的运行。“学习”中的课程会带你了解全部内容。',
    },
  },
]

export const TOUR_WORDS = {
  name: { en: 'Tour of the page', zh: '页面导览' },
  start: { en: 'Show me around', zh: '带我看看' },
  play: { en: 'Play the 12 steps', zh: '播放十二个步骤' },
  submit: { en: 'Submit your first app', zh: '提交你的第一个应用' },
  next: { en: 'Next', zh: '下一步' },
  back: { en: 'Back', zh: '上一步' },
  skip: { en: 'Skip the tour', zh: '跳过导览' },
  done: { en: 'Done', zh: '完成' },
  offer: { en: 'New here?', zh: '第一次来？' },
  no: { en: 'No, thank you', zh: '不用了' },
} as const satisfies Readonly<Record<string, BothWords>>

/** Which stop of how many. */
export function stopOf(n: number, of: number): BothWords {
  return { en: `Stop ${n} of ${of}`, zh: `第 ${n} 站，共 ${of} 站` }
}
