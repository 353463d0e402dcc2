import type { BothWords } from '#model/lesson.ts'
import { both } from '../events.ts'

export const WHO_IS_NEXT_NOTES: readonly BothWords[] = [
  both(
    'This is the example of the DRF paper. Let everybody write down how many tasks each framework should get.',
    '这是 DRF 论文中的例子。请每个人写下两个框架各应得到多少任务。',
  ),
  both(
    'Wrong idea 5: “DRF hands out slices for tasks”. The whole agent is offered; the framework takes one task of it.',
    '错误想法 5：“DRF 按任务切分”。邀约的是整个代理节点，框架只取其中一个任务的量。',
  ),
  both(
    'Do the sum on the board: 4/18 against 1/9. The larger of the two is the dominant share.',
    '在黑板上计算：4/18 与 1/9。较大的就是主导份额。',
  ),
  both(
    'Ask who is next before you press. Then compare with the shares panel.',
    '按键之前先问：下一个是谁？然后对照份额面板。',
  ),
  both(
    'Again ask first: 8/18 against 3/9. Most get it right from here on.',
    '同样先提问：8/18 与 3/9。从这里开始多数人都能答对。',
  ),
  both(
    'Three and two: compare with what was written down. Nobody can get more without the other getting less.',
    '三个与两个：与写下的答案比较。谁要再多得，另一个就得减少。',
  ),
  both(
    'A weight is set per role, not per framework. Ask for a prediction before it is set.',
    '权重按角色设置，而不是按框架。设置之前先请大家预测。',
  ),
  both(
    'A pause is worth it here: nothing happens, and that is the point. Mesos does not take back.',
    '这里值得停顿：什么都没有发生，这正是要点。Mesos 不会收回资源。',
  ),
  both(
    'One sixth against one third. In free play give A the weight 4 and ask again.',
    '六分之一对三分之一。自由操作时把 A 的权重改为 4，再问一次。',
  ),
]
