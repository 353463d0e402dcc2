import type { Lesson } from '#model/lesson.ts'
import { arrived, both, filtered, told } from './events.ts'

/** Declines of 5 s and 120 s, revive and suppress. Source: mesos-protocol.md 5.6, 8 (4); marathon.md 3. */
export const SAYING_NO: Lesson = {
  id: 'saying-no',
  title: both('Saying no', '说“不”'),
  summary: both('Declines, filters, suppress and revive.', '拒绝、过滤器、抑制与恢复邀约。'),
  faces: [4],
  view: { folded: { batch: true, marathon: true, executor: true } },
  scenario: {
    version: 1,
    title: both('Lesson 2: saying no', '第 2 课：说“不”'),
    seed: 2,
    agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096;disk:10240;ports:[31000-32000]' }],
    frameworks: [
      { id: 'batch', kind: 'batch', role: 'batch' },
      { id: 'marathon', kind: 'marathon', startAtMs: 30_000 },
    ],
  },
  steps: [
    {
      ...told(
        null,
        both('A framework without work.', '一个没有任务的框架。'),
        both(
          'One agent, and a small framework called batch that has nothing to run. What does it do with an offer, and what does its answer cost?',
          '一个代理节点，和一个名为 batch、没有任务可运行的小框架。它会如何处理邀约？它的回答又有什么代价？',
        ),
      ),
      depth: 2,
    },
    told(
      arrived('ResourceOffersMessage', { to: 'driver:batch' }),
      both('The whole agent is offered.', '整个代理节点都被邀约出去。'),
      both(
        'The agent has registered, and that triggers an allocation run at once. All of it is offered to batch. While an offer is out, nobody else can be offered these resources.',
        '代理节点注册后立即触发一次分配，它的全部资源都邀约给了 batch。邀约未决期间，这些资源不会再邀约给任何人。',
      ),
    ),
    told(
      filtered('batch'),
      both('Declining is not free.', '拒绝并不是没有代价的。'),
      both(
        'The framework declines and names no time. Mesos then takes its default: for 5 seconds these resources of this agent are hidden from this framework. See the filter beside the allocator.',
        '框架拒绝了邀约，没有指定时间。Mesos 于是取默认值：5 秒之内，这个代理节点的这些资源不再向该框架邀约。请看分配器旁的过滤器。',
      ),
    ),
    told(
      { type: 'allocation', where: { trigger: 'batch', 'refusals.0.reason': 'Filtered' } },
      both('The next run passes it over.', '下一个分配周期跳过了它。'),
      both(
        'Once a second the allocator looks again. Nobody else wants the agent, it lies idle, and still batch gets nothing: the check that refused is called Filtered.',
        '分配器每秒检查一次。没有别人要这个代理节点，它空闲着，但 batch 仍然一无所得：起作用的检查叫做 Filtered（被过滤）。',
      ),
    ),
    {
      ...told(
        arrived('ResourceOffersMessage', { to: 'driver:batch' }),
        both('Five seconds become six.', '五秒变成了六秒。'),
        both(
          'The filter ended between two runs, and nothing is offered again before the next run of the allocator. batch has nothing to run still, so it will decline again.',
          '过滤器在两个周期之间到期，而在分配器的下一个周期之前什么都不会再次邀约。batch 仍然没有任务，所以它会再次拒绝。',
        ),
      ),
    },
    {
      ...told(
        filtered('batch'),
        both('Who changed their mind?', '谁改变主意了？'),
        both(
          'Another filter of 5 seconds. A scheduler that gets work in the meantime need not wait: it can revive. That clears its filters and asks for offers.',
          '又是一个 5 秒的过滤器。如果调度器此时有了任务，不必等待：它可以恢复邀约，这会清除它的过滤器并重新请求邀约。',
        ),
      ),
      goal: {
        text: both('Make batch revive its offers before the filter ends.', '在过滤器到期之前，让 batch 恢复邀约。'),
        hint: both(
          "The menu of the scheduler's column has Revive. Or let the page do it.",
          '在调度器那一列的菜单中选择“恢复邀约”。也可以让页面代劳。',
        ),
        event: arrived('REVIVE', { from: 'driver:batch' }),
        solution: { do: 'revive', framework: 'batch' },
      },
    },
    {
      ...told(
        filtered('batch'),
        both('At once, not at the next second.', '立即，而不是等到下一秒。'),
        both(
          'Reviving triggers a run by itself, and the offer came within milliseconds. batch declined it again, of course. A framework that has nothing to do should rather say: no offers, please.',
          '恢复邀约本身就会触发一次分配，邀约在几毫秒内就到了。当然，batch 又拒绝了。没有任务的框架最好说：请先不要发邀约。',
        ),
      ),
      goal: {
        text: both('Make batch suppress its offers.', '让 batch 抑制邀约。'),
        hint: both(
          'The same menu has Suppress. Or let the page do it.',
          '同一个菜单中有“抑制邀约”。也可以让页面代劳。',
        ),
        event: arrived('SUPPRESS', { from: 'driver:batch' }),
        solution: { do: 'suppress', framework: 'batch' },
      },
    },
    told(
      { type: 'allocation', where: { trigger: 'batch', 'refusals.0.reason': 'Suppressed' } },
      both('Quiet.', '安静了。'),
      both(
        'From now on batch is left out of every run, filter or not, until it revives. That spares the master and leaves the resources to others.',
        '从现在起，无论有没有过滤器，每个分配周期都不再考虑 batch，直到它恢复邀约。这减轻了管理节点的负担，也把资源留给了别人。',
      ),
    ),
    {
      ...told(
        filtered('marathon'),
        both('Marathon says no for two minutes.', 'Marathon 一次拒绝两分钟。'),
        both(
          'Marathon has started. It declines what it cannot use for 120 seconds, not 5, and then suppresses its role by itself. How does an app ever get an offer?',
          'Marathon 启动了。它用不上的邀约一次拒绝 120 秒，而不是 5 秒，随后还会自行抑制它的角色。那么应用怎样才能得到邀约呢？',
        ),
      ),
      goal: {
        text: both('Submit an app to Marathon.', '向 Marathon 提交一个应用。'),
        hint: both('Submit app, key N. Or let the page do it.', '“提交应用”，快捷键 N。也可以让页面代劳。'),
        event: arrived('POST /v2/apps'),
        solution: {
          do: 'submitApp',
          framework: 'marathon',
          app: { id: '/web', cmd: 'sleep infinity', cpus: 1, mem: 128 },
        },
      },
    },
    told(
      arrived('ACCEPT', { from: 'driver:marathon' }),
      both('The filter is gone.', '过滤器不见了。'),
      both(
        'Long before the two minutes are over, Marathon has accepted an offer: with work to do it lifts its suppression, which clears its filters. Free play: decline, suppress and revive as you like, and watch the filters.',
        '两分钟远未过去，Marathon 就接受了邀约：有任务时它会解除抑制，过滤器随之清除。自由操作：随意抑制、恢复，观察过滤器的变化。',
      ),
    ),
  ],
}
