import type { BothWords } from '#model/lesson.ts'
import { both } from '../events.ts'

export const CRASHES_NOTES: readonly BothWords[] = [
  both(
    'Ask which crash would be the worst: master, scheduler or agent. Most say the master.',
    '提问：哪种崩溃最严重？管理节点、调度器还是代理节点？多数人会说管理节点。',
  ),
  both(
    'Let somebody from the audience crash the master: the menu of its column.',
    '请一位听众让管理节点崩溃：在那一列的菜单里。',
  ),
  both(
    'Wrong idea 10: “a crash of the master kills the apps”. Point at the tasks: nothing changed there.',
    '错误想法 10：“管理节点崩溃会杀死应用”。指向任务：那里什么都没变。',
  ),
  both(
    'The registry holds agents, not tasks. The rest is told by those who know it.',
    '登记库里只有代理节点，没有任务。其余由知道的人来告诉它。',
  ),
  both(
    'How long was it away? Ask what would have been noticed outside: no new launches, nothing else.',
    '它离开了多久？提问：外面会察觉什么？不能启动新任务，仅此而已。',
  ),
  both(
    'The clock runs in the master, which is alive; the scheduler that it waits for is not.',
    '计时器在管理节点里运行，它还活着；它等待的调度器却不在了。',
  ),
  both(
    "The id is what counts: with another id it would be a stranger, and its tasks would be nobody's.",
    '关键在于 id：换一个 id 就成了陌生人，任务也就无人认领。',
  ),
  both(
    'A default of 0 is the real killer. Ask who in the room has set it for their own framework.',
    '默认值 0 才是真正的凶手。提问：在座谁为自己的框架设置过它？',
  ),
]
