import type { Lesson } from '#model/lesson.ts'
import { arrived, both, sent, task, told } from './events.ts'

/** Health, a rolling upgrade, and backoff. Source: marathon.md 1 (defaults), 5, 6, 7. */
export const ROLLING_UPGRADES: Lesson = {
  id: 'rolling-upgrades',
  title: both('Upgrades, health and backoff', '升级、健康与退避'),
  summary: both(
    'How Marathon replaces what runs, and slows down what fails.',
    'Marathon 如何替换运行中的实例，又如何放慢失败者。',
  ),
  faces: [],
  view: { folded: { master: true, executor: true } },
  scenario: {
    version: 1,
    title: both('Lesson 9: upgrades, health and backoff', '第 9 课：升级、健康与退避'),
    seed: 9,
    agents: [{ id: 'agent-1', resources: 'cpus:8;mem:8192;disk:10240;ports:[31000-32000]' }],
    frameworks: [{ id: 'marathon', kind: 'marathon' }],
    actions: [
      {
        atMs: 1500,
        do: 'submitApp',
        framework: 'marathon',
        app: {
          id: '/web',
          cmd: 'sleep infinity',
          cpus: 1,
          mem: 128,
          instances: 2,
          healthChecks: [
            {
              protocol: 'MESOS_HTTP',
              path: '/',
              portIndex: 0,
              gracePeriodSeconds: 10,
              intervalSeconds: 5,
              timeoutSeconds: 2,
              maxConsecutiveFailures: 3,
            },
          ],
        },
      },
    ],
  },
  steps: [
    {
      ...told(
        null,
        both('Two copies, always.', '始终两份。'),
        both(
          'An app with two instances and a health check is about to be submitted. Marathon turns every wish into a deployment: an ordered change towards a new state.',
          '一个有两个实例并带健康检查的应用即将提交。Marathon 把每个愿望变成一次部署：按顺序变更到新的状态。',
        ),
      ),
      depth: 2,
    },
    told(
      arrived('deployment_info'),
      both('A deployment begins.', '部署开始。'),
      both(
        'It has a plan, one step: scale the app from none to two. Until it ends, a second change of this app is refused unless forced.',
        '它有一个计划，只有一步：把应用从零扩到两个实例。在它结束之前，对该应用的其他变更会被拒绝，除非强制执行。',
      ),
    ),
    told(
      task('TASK_RUNNING', 'scheduler'),
      both('Running is not healthy.', '运行中不等于健康。'),
      both(
        'The task runs, but its check has not succeeded yet, so the deployment does not count it.',
        '任务在运行，但它的健康检查还没有成功，所以部署不把它算作完成。',
      ),
    ),
    {
      ...told(
        arrived('deployment_success'),
        both('Two are healthy: done.', '两个都健康：完成。'),
        both(
          'Both checks have succeeded. Now a new release, without leaving anybody unserved.',
          '两个检查都成功了。现在发布新版本，并且不能让任何人得不到服务。',
        ),
      ),
      goal: {
        text: both('Update the app /web: set the variable RELEASE to 2.', '更新应用 /web：把变量 RELEASE 设为 2。'),
        hint: both(
          "A PUT to /v2/apps/web: the app's menu in the Apps panel has Change. Or let the page do it.",
          '即对 /v2/apps/web 发 PUT 请求：应用面板中该应用的菜单有“修改…”。也可以让页面代劳。',
        ),
        event: arrived('PUT /v2/apps/{id}'),
        solution: { do: 'updateApp', framework: 'marathon', app: { id: '/web', env: { RELEASE: '2' } } },
      },
    },
    told(
      task('TASK_RUNNING', 'scheduler'),
      both('Old and new side by side.', '新旧并存。'),
      both(
        'By default Marathon keeps all old instances until new ones are healthy, and may run twice as many meanwhile. That needs room: without it the upgrade would wait for ever.',
        '默认情况下，Marathon 会保留所有旧实例，直到新实例健康，期间最多可运行两倍的数量。这需要空间：没有空间，升级就会一直等下去。',
      ),
    ),
    told(
      sent('KILL'),
      both('One in, one out.', '一个进，一个出。'),
      both(
        'A new instance is healthy, so an old one may go: Marathon asks the master to kill it.',
        '一个新实例健康了，于是一个旧实例可以退出：Marathon 请求管理节点终止它。',
      ),
    ),
    {
      ...told(
        arrived('deployment_success'),
        both('Upgraded.', '升级完成。'),
        both(
          'Two new instances serve, no old one is left. What if the next release is broken?',
          '两个新实例在服务，旧的都退出了。如果下一个版本是坏的呢？',
        ),
      ),
      goal: {
        text: both('Update /web to the command exit 1.', '把 /web 的命令更新为 exit 1。'),
        hint: both('Change once more, or let the page do it.', '再次“修改…”，或让页面代劳。'),
        event: arrived('PUT /v2/apps/{id}'),
        solution: { do: 'updateApp', framework: 'marathon', app: { id: '/web', cmd: 'exit 1' } },
      },
    },
    told(
      task('TASK_FAILED', 'scheduler'),
      both('It fails at once.', '立即失败。'),
      both(
        'The new process ended with 1. The old instances serve on, since no new one was ever healthy.',
        '新进程以 1 退出。旧实例继续服务，因为新实例从未健康过。',
      ),
    ),
    told(
      { type: 'timer', where: { name: 'backoff', what: 'armed' } },
      both('Marathon slows down.', 'Marathon 放慢速度。'),
      both(
        'After the first failure it waits one second before the next launch. Every further one makes the delay 1.15 times as long, up to 300 seconds. The page says Delayed then.',
        '第一次失败后，它等一秒再启动。此后每失败一次，延迟变为 1.15 倍，最长 300 秒。这时页面显示“已延迟”。',
      ),
    ),
    told(
      task('TASK_FAILED', 'scheduler'),
      both('Again, and again.', '一次又一次。'),
      both(
        'The same once more, a little later each time. Free play: force an update with a working command, reset the delay, or read in Why what Marathon waits for.',
        '同样的事再来一次，每次都晚一点。自由操作：强制更新为可用的命令，取消延迟，或在“为什么”中查看 Marathon 在等什么。',
      ),
    ),
  ],
}
