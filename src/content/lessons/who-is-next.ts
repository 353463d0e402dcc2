import type { Lesson, LessonEvent } from '#model/lesson.ts'
import { TWO_FRAMEWORKS } from '../scenarios/two-frameworks.ts'
import { acted, both, told } from './events.ts'

const { untilMs: _, ...paper } = TWO_FRAMEWORKS

function granted(framework: string, agent = 'agent-1'): LessonEvent {
  return { type: 'allocation', where: { 'grants.0.framework': framework, 'grants.0.agent': agent } }
}

/** The example of the paper on dominant resource fairness, then weights. Source: mesos-protocol.md 5.4, 5.11, 8 (5). */
export const WHO_IS_NEXT: Lesson = {
  id: 'who-is-next',
  title: both('Who is next', '轮到谁'),
  summary: both("DRF with the paper's example, ties and weights.", 'DRF：论文中的例子、平局与权重。'),
  faces: [5],
  view: { hidden: ['client'], folded: { 'memory-hungry': true, 'cpu-hungry': true, executor: true } },
  scenario: { ...paper, title: both('Lesson 3: who is next', '第 3 课：轮到谁') },
  steps: [
    {
      ...told(
        null,
        both('Nine CPUs, eighteen gigabytes, two wishes.', '九个 CPU，十八 GB，两种需求。'),
        both(
          'memory-hungry runs tasks of 1 CPU and 4 GB, cpu-hungry tasks of 3 CPUs and 1 GB. Each has more tasks than fit. How would you share the agent fairly? Remember your answer.',
          'memory-hungry 的任务需要 1 个 CPU 和 4 GB 内存，cpu-hungry 的任务需要 3 个 CPU 和 1 GB。两者的任务都多得放不下。怎样分才公平？先记住你的答案。',
        ),
      ),
      depth: 2,
    },
    told(
      granted('memory-hungry'),
      both('A tie, broken by the name.', '平局，由名字决定。'),
      both(
        'Both hold nothing, so both have a dominant share of zero, and neither was given anything before. Then the name of the role decides: A comes before B. And look how much it is: the whole agent, not a slice for one task. Fairness emerges over many offers.',
        '双方都一无所有，主导份额都是零，以前也都没有得到过什么。这时由角色的名字决定：A 在 B 之前。再看数量：是整个代理节点，而不是一个任务的份额。公平是在许多次邀约中逐渐形成的。',
      ),
    ),
    told(
      granted('cpu-hungry'),
      both('The poorer one is next.', '轮到较穷的一方。'),
      both(
        'memory-hungry holds 4 of 18 GB now, two ninths; that is more than its 1 of 9 CPUs, so memory is its dominant resource. cpu-hungry holds nothing. The smaller dominant share goes first.',
        'memory-hungry 现在占有 18 GB 中的 4 GB，即九分之二，大于它占 9 个 CPU 中的 1 个，所以内存是它的主导资源。cpu-hungry 什么都没有。主导份额较小者优先。',
      ),
    ),
    told(
      granted('memory-hungry'),
      both('Three CPUs weigh more than four gigabytes.', '三个 CPU 比四 GB 更重。'),
      both(
        'cpu-hungry holds 3 of 9 CPUs, one third. One third is more than two ninths, so memory-hungry is next. Watch the bars in the shares panel change places.',
        'cpu-hungry 占有 9 个 CPU 中的 3 个，即三分之一，大于九分之二，所以轮到 memory-hungry。注意份额面板中的条形如何交替领先。',
      ),
    ),
    told(
      granted('cpu-hungry'),
      both('Back and forth.', '你来我往。'),
      both(
        'Two tasks of 4 GB are four ninths of the memory; one third is less. No clock and no quota steers this, only the shares at the moment of the run.',
        '两个 4 GB 的任务占内存的九分之四，三分之一更小。左右这一切的不是时钟也不是配额，只是那一刻的份额。',
      ),
    ),
    told(
      { type: 'allocation', where: { 'grants.0.framework': 'cpu-hungry', 'grants.0.resources': 'mem:4096*' } },
      both('Three and two.', '三个和两个。'),
      both(
        "Three tasks of memory-hungry, two of cpu-hungry: 12 of 18 GB and 6 of 9 CPUs, two thirds each. That is the paper's answer. All nine CPUs are used; what is left, 4 GB, is still offered in turn, and declined.",
        'memory-hungry 三个任务，cpu-hungry 两个：18 GB 中的 12 GB，9 个 CPU 中的 6 个，各占三分之二。这正是论文的答案。九个 CPU 都用完了；剩下的 4 GB 仍轮流邀约，又被拒绝。',
      ),
    ),
    {
      ...told(
        { type: 'allocation', where: { trigger: 'batch', 'grants.0.framework': 'memory-hungry' } },
        both('Some matter more.', '有的更重要。'),
        both(
          'A role may have a weight. Its share is divided by the weight before it is compared: with weight 2 it may hold twice as much before the others are poorer.',
          '角色可以有权重。比较之前，份额先除以权重：权重为 2 时，要占有两倍的资源，别人才会比它更穷。',
        ),
      ),
      goal: {
        text: both('Give role B the weight 2.', '把角色 B 的权重设为 2。'),
        hint: both(
          'An operator sets weights at the master: More… in the Act panel has “weight set”. Or let the page do it.',
          '权重由运维人员在管理节点上设置：操作面板的“更多…”中有“设置权重”。也可以让页面代劳。',
        ),
        event: acted('setWeight', { role: 'B' }),
        solution: { do: 'setWeight', role: 'B', weight: 2 },
      },
    },
    {
      ...told(
        { type: 'allocation', where: { trigger: 'batch' } },
        both('A weight moves nothing by itself.', '权重本身不会移动任何资源。'),
        both(
          "B's two thirds count as one third now, but what A holds is not taken away: Mesos shares what is free. New room is needed to see the weight at work.",
          'B 的三分之二现在只算三分之一，但 A 已占有的不会被收回：Mesos 只分配空闲的资源。要看到权重的作用，需要新的空间。',
        ),
      ),
      goal: {
        text: both('Add a second agent.', '增加第二个代理节点。'),
        hint: both(
          'More… has “agent added”: call it agent-2 and keep the 9 CPUs and 18 GB. Or let the page do it.',
          '“更多…”中有“加入代理节点”：命名为 agent-2，保留 9 个 CPU 和 18 GB 内存。也可以让页面代劳。',
        ),
        event: acted('addAgent'),
        solution: { do: 'addAgent', agent: { id: 'agent-2', resources: 'cpus:9;mem:18432' } },
      },
    },
    told(
      granted('cpu-hungry', 'agent-2'),
      both('B is served first.', 'B 先得到满足。'),
      both(
        'The total has doubled, so both hold one third; divided by its weight, B has one sixth and gets the whole new agent. Free play: change weights, add agents, and say before each run who will be next.',
        '总量翻倍，双方各占三分之一；除以权重后，B 只有六分之一，于是得到整个新代理节点。自由操作：改变权重、增加代理节点，并在每个周期之前先说出轮到谁。',
      ),
    ),
  ],
}
