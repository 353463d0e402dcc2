/** Words of the storyboard, in all languages. */
import type { PartTexts } from '../words.ts'

const en = {
  note: 'Add moments as you go through the run. They are kept with this branch on this machine.',
  list: 'Chosen moments',
  caption: 'Caption of picture {n}',
  earlier: 'Move picture {n} up',
  later: 'Move picture {n} down',
  remove: 'Remove picture {n}',
  goTo: 'Go to the moment of picture {n}',
  picture: 'Picture {n}',
  svg: 'Save as SVG',
  png: 'Save as PNG',
  print: 'Print',
  svgName: 'Save the storyboard as SVG',
  pngName: 'Save the storyboard as PNG',
  printName: 'Print the storyboard',
} as const

export const STORYBOARD_TEXTS: PartTexts<typeof en> = {
  en,
  zh: {
    note: '在浏览运行时添加时刻。它们与这个分支一起保存在本机。',
    list: '选中的时刻',
    caption: '第 {n} 幅的说明',
    earlier: '把第 {n} 幅上移',
    later: '把第 {n} 幅下移',
    remove: '移除第 {n} 幅',
    goTo: '跳到第 {n} 幅的时刻',
    picture: '第 {n} 幅',
    svg: '保存为 SVG',
    png: '保存为 PNG',
    print: '打印',
    svgName: '把故事板保存为 SVG',
    pngName: '把故事板保存为 PNG',
    printName: '打印故事板',
  },
}
