import type { Lesson } from '#model/lesson.ts'
import { acted, arrived, both, filtered, task, told } from './events.ts'

const ROOM = 'cpus:4;mem:4096;disk:10240;ports:[31000-32000]'

/** Too big for any one agent, then a hoarder. Source: marathon.md 3.4; mesos-protocol.md 5.9, 8 (3). */
export const WHY_WAITING: Lesson = {
  id: 'why-waiting',
  title: both('Why is it waiting?', '它为什么在等待？'),
  summary: both(
    'An app that no offer fits, and offers that nobody gives back.',
    '没有邀约合适的应用，以及无人归还的邀约。',
  ),
  faces: [3],
  scenario: {
    version: 1,
    title: both('Lesson 10: why is it waiting?', '第 10 课：它为什么在等待？'),
    seed: 10,
    agents: [
      { id: 'agent-1', resources: ROOM, attributes: { rack: 'a' } },
      { id: 'agent-2', resources: ROOM, attributes: { rack: 'b' } },
    ],
    frameworks: [
      { id: 'marathon', kind: 'marathon' },
      { id: 'hoarder', kind: 'hoarder', role: 'hoarder', startAtMs: 60_000 },
    ],
    actions: [
      {
        atMs: 3000,
        do: 'submitApp',
        framework: 'marathon',
        app: { id: '/web', cmd: 'sleep infinity', cpus: 6, mem: 128 },
      },
    ],
  },
  steps: [
    {
      ...told(
        null,
        both('Eight CPUs are free.', '有八个 CPU 空闲。'),
        both(
          'Two agents of 4 CPUs each, and an app is about to ask for 6. Will it run?',
          '两个代理节点各有 4 个 CPU，一个应用即将请求 6 个。它能运行吗？',
        ),
      ),
      depth: 1,
    },
    told(
      arrived('POST /v2/apps'),
      both('Accepted, not launched.', '已受理，未启动。'),
      both(
        'Marathon has taken the app: the document is valid, and whether it fits anywhere is not a question that it asks now.',
        'Marathon 受理了应用：文档有效；至于有没有地方放得下，此刻它并不问。',
      ),
    ),
    {
      ...told(
        filtered('marathon', '*/agent-2'),
        both('An offer is one agent.', '一份邀约就是一个代理节点。'),
        both(
          'Each offer had 4 CPUs, and a task cannot be spread over two agents. Both were declined for 120 seconds. Open Why: the funnel says insufficient CPUs, and it tries changes that would help.',
          '每份邀约有 4 个 CPU，而一个任务不能分布在两个代理节点上。两份都被拒绝 120 秒。打开“为什么”：漏斗显示 CPU 不足，并会试算哪些改动有用。',
        ),
      ),
      goal: {
        text: both('Let the app ask for 2 CPUs.', '让应用只请求 2 个 CPU。'),
        hint: both(
          "The app's menu in the Apps panel has Change; it must be forced, as the deployment still runs. Or let the page do it.",
          '应用面板中该应用的菜单有“修改…”；部署还在进行，必须强制执行。也可以让页面代劳。',
        ),
        event: arrived('PUT /v2/apps/{id}'),
        solution: { do: 'updateApp', framework: 'marathon', force: true, app: { id: '/web', cpus: 2 } },
      },
    },
    told(
      task('TASK_RUNNING', 'scheduler'),
      both('It runs, without waiting for the filters.', '它运行了，没有等过滤器到期。'),
      both(
        'The change made Marathon revive its offers, which cleared the filters of 120 seconds. The next offer fitted.',
        '这次改动让 Marathon 恢复了邀约，120 秒的过滤器随之清除。下一份邀约就合适了。',
      ),
    ),
    {
      ...told(
        arrived('ResourceOffersMessage', { to: 'driver:hoarder' }),
        both('Somebody takes offers and says nothing.', '有人收下邀约却一言不发。'),
        both(
          'A second framework got everything that is free, and answers neither yes nor no. An offer is not free until it is accepted: it counts as its share and is hidden from all others.',
          '第二个框架得到了所有空闲资源，既不接受也不拒绝。邀约在被接受之前并不是“空闲”的：它计入该框架的份额，对其他人不可见。',
        ),
      ),
      goal: {
        text: both('Scale /web to three instances.', '把 /web 扩到三个实例。'),
        hint: both(
          "The app's menu in the Apps panel has Scale. Or let the page do it.",
          '应用面板中该应用的菜单有“扩缩…”。也可以让页面代劳。',
        ),
        event: arrived('PUT /v2/apps/{id}'),
        solution: { do: 'scaleApp', framework: 'marathon', app: '/web', instances: 3 },
      },
    },
    {
      ...told(
        { type: 'allocation', where: { trigger: 'batch', 'grants.length': 0 } },
        both('Nothing to give.', '没有可给的。'),
        both(
          'Marathon wants offers, CPUs lie idle, and the allocator has nothing to hand out. By default an offer has no time limit: this can last for ever. Why says: held by others.',
          'Marathon 想要邀约，CPU 空闲着，分配器却没有可发的。邀约默认没有时限：这可以永远持续下去。“为什么”会说：被他人占有。',
        ),
      ),
      goal: {
        text: both('Tear the hoarder down.', '拆除囤积者。'),
        hint: both(
          'The menu of its column has Tear down. Or let the page do it.',
          '在它那一列的菜单中选择“拆除”。也可以让页面代劳。',
        ),
        event: acted('teardown', { framework: 'hoarder' }),
        solution: { do: 'teardown', framework: 'hoarder' },
      },
    },
    told(
      arrived('ACCEPT', { from: 'driver:marathon' }),
      both('Free again, and used at once.', '重新空闲，立即用上。'),
      both(
        'With the framework its offers went back to the pool, and Marathon could accept. Free play: set an offer timeout at the master instead, add a constraint on the rack, and ask Why.',
        '囤积者的邀约随框架一起退回资源池，Marathon 得以接受。自由操作：改为在管理节点上设置邀约时限，加一个机架约束，然后问“为什么”。',
      ),
    ),
  ],
}
