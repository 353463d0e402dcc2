/** Apps that wait because every offer is refused: room, place, ports, roles. */
import type { Incident } from './incident.ts'

const HALF_FREE: Incident = {
  id: 'half-the-cluster-free',
  title: { en: 'Waiting with half the cluster free', zh: '集群空了一半还在等' },
  story: {
    en: 'The app sits in Waiting, nothing says why, and the cluster has enough of everything.',
    zh: '应用一直处于 Waiting，没有任何解释，而集群的资源看起来都够。',
  },
  look: {
    en: 'Three cpus are free, one on each agent; the app needs two on one. Offers are tested one by one, sums over agents do not count. Each refusal is a decline of 120 s, then silence.',
    zh: '三个代理节点各空一个 CPU，而应用要在一个代理节点上用两个。邀约逐个检查，跨代理节点的总和不算数。每次拒绝是 120 秒的过滤，然后一片寂静。',
  },
  cureText: {
    en: 'Ask for what one agent has: with 1 cpu it launches on the first offer.',
    zh: '只要求一个代理节点拥有的资源：1 个 CPU 时在第一份邀约上就启动。',
  },
  sources: [
    'd2iq-archive/marathon#1090 (2015-01-23)',
    'd2iq-archive/marathon#3959 (2016-06-02)',
    'Yelp/paasta#1557 (2017-10-12)',
  ],
  document: {
    version: 1,
    title: { en: 'Waiting with half the cluster free', zh: '集群空了一半还在等' },
    agents: [{ id: 'node', count: 3, resources: 'cpus:2;mem:2048;ports:[31000-32000]' }],
    frameworks: [{ id: 'marathon', kind: 'marathon' }],
    actions: [
      {
        atMs: 2000,
        do: 'submitApp',
        framework: 'marathon',
        app: { id: '/small', cmd: 'sleep 600', cpus: 1, mem: 128, instances: 3, constraints: [['hostname', 'UNIQUE']] },
      },
      {
        atMs: 12_000,
        do: 'submitApp',
        framework: 'marathon',
        app: { id: '/big', cmd: 'sleep 600', cpus: 2, mem: 256 },
      },
    ],
    untilMs: 60_000,
  },
  cure: [{ op: 'replace', path: '/actions/1/app/cpus', value: 1 }],
  opens: { where: { type: 'sent', name: 'DECLINE', from: 'driver:marathon' }, afterMs: 12_000 },
  opensCure: { where: { type: 'sent', name: 'ACCEPT', from: 'driver:marathon' }, afterMs: 12_000 },
}

const SPREAD: Incident = {
  id: 'impossible-spread',
  title: { en: 'Spread that cannot be', zh: '无法实现的分散' },
  story: {
    en: 'An app that is spread over racks stalls while a big agent is empty, because a nearly full small one still sends offers.',
    zh: '按机架分散的应用停住了，而一个大代理节点空着，因为几乎满载的小代理节点仍在发邀约。',
  },
  look: {
    en: 'One instance on the small agent, two on the large; for the fourth the small one has no room and the large one may not take it. Look at the pair of agent and reason, never at the counts alone.',
    zh: '小代理节点上一个实例，大代理节点上两个；第四个：小代理节点没有空间，大代理节点不被允许。要看“代理节点与原因”这一对，不要只看计数。',
  },
  cureText: {
    en: 'Another agent in rack a, at 30 s: the fourth instance starts a second later.',
    zh: '第 30 秒在机架 a 增加一个代理节点：一秒后第四个实例启动。',
  },
  sources: ['d2iq-archive/marathon#4281 (2016-08-31)', 'd2iq-archive/marathon#3857 (2016-05-03)'],
  document: {
    version: 1,
    title: { en: 'Spread that cannot be', zh: '无法实现的分散' },
    agents: [
      { id: 'small', resources: 'cpus:1;mem:1024;ports:[31000-32000]', attributes: { rack: 'a' } },
      { id: 'large', resources: 'cpus:8;mem:8192;ports:[31000-32000]', attributes: { rack: 'b' } },
    ],
    frameworks: [{ id: 'marathon', kind: 'marathon' }],
    actions: [
      {
        atMs: 2000,
        do: 'submitApp',
        framework: 'marathon',
        app: {
          id: '/spread',
          cmd: 'sleep 600',
          cpus: 1,
          mem: 128,
          instances: 4,
          constraints: [['rack', 'GROUP_BY', '2']],
        },
      },
    ],
    untilMs: 60_000,
  },
  cure: [
    {
      op: 'add',
      path: '/actions/-',
      value: {
        atMs: 30_000,
        do: 'addAgent',
        agent: { id: 'second', resources: 'cpus:1;mem:1024;ports:[31000-32000]', attributes: { rack: 'a' } },
      },
    },
  ],
  opens: { where: { type: 'sent', name: 'DECLINE', from: 'driver:marathon' }, nth: -1 },
  opensCure: { where: { type: 'sent', name: 'ACCEPT', from: 'driver:marathon' }, afterMs: 30_000 },
}

const PORT: Incident = {
  id: 'port-10000',
  title: { en: 'Port 0 that became 10000', zh: '变成 10000 的 0 号端口' },
  story: {
    en: 'An app asks for any port but sets requirePorts. It never starts, and the log wants port 10000.',
    zh: '应用要求任意端口，却设置了 requirePorts。它永远不启动，日志里要的是 10000 端口。',
  },
  look: {
    en: 'The stored app already says 10000: port 0 became a service port. With requirePorts that number must be in the offer, and agents offer 31000 to 32000. Ports are looked at last.',
    zh: '存储的应用里已是 10000：端口 0 变成了服务端口。有 requirePorts 时邀约必须含此端口，而代理节点只提供 31000 到 32000。端口是最后检查的。',
  },
  cureText: {
    en: 'Without requirePorts a port of the offer is taken, and the app launches on the first offer.',
    zh: '去掉 requirePorts：使用邀约中的端口，应用在第一份邀约上就启动。',
  },
  sources: [
    'd2iq-archive/marathon#2869 (2015-12-22)',
    'd2iq-archive/marathon#833 (2014-11-26)',
    'd2iq-archive/marathon#1739 (2015-07-02)',
  ],
  document: {
    version: 1,
    title: { en: 'Port 0 that became 10000', zh: '变成 10000 的 0 号端口' },
    agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096;ports:[31000-32000]' }],
    frameworks: [{ id: 'marathon', kind: 'marathon' }],
    actions: [
      {
        atMs: 2000,
        do: 'submitApp',
        framework: 'marathon',
        app: { id: '/lb', cmd: 'sleep 600', cpus: 0.5, mem: 128, portDefinitions: [{ port: 0 }], requirePorts: true },
      },
    ],
    untilMs: 40_000,
  },
  cure: [{ op: 'replace', path: '/actions/0/app/requirePorts', value: false }],
  opens: { where: { type: 'sent', name: 'DECLINE', from: 'driver:marathon' }, afterMs: 2000 },
  opensCure: { where: { type: 'sent', name: 'ACCEPT', from: 'driver:marathon' } },
}

const ROLE: Incident = {
  id: 'wrong-role',
  title: { en: 'Right resources, wrong role', zh: '资源对了，角色错了' },
  story: {
    en: 'A load balancer wants the role slave_public, all agents are unreserved: “insufficient”, although everything is free.',
    zh: '负载均衡器要求角色 slave_public，而所有代理节点都未预留：虽然一切空闲，却显示“不足”。',
  },
  look: {
    en: 'Every offer is refused for its role until 30 s, when part of the agent is reserved. Reserved resources were never refused, so their offer comes in spite of the 120 s filter.',
    zh: '直到第 30 秒预留了代理节点的一部分资源之前，每份邀约都因角色被拒。预留的资源从未被拒绝过，所以不受 120 秒过滤器影响。',
  },
  cureText: {
    en: 'Without acceptedResourceRoles the app launches on the first offer, on what is unreserved.',
    zh: '去掉 acceptedResourceRoles，应用在第一份邀约上就用未预留的资源启动。',
  },
  sources: [
    'd2iq-archive/marathon#3290 (2016-02-21)',
    'd2iq-archive/marathon#3722 (2016-04-08)',
    'd2iq-archive/marathon#2255 (2015-09-15)',
  ],
  document: {
    version: 1,
    title: { en: 'Right resources, wrong role', zh: '资源对了，角色错了' },
    agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096;ports:[31000-32000]' }],
    frameworks: [{ id: 'marathon', kind: 'marathon', role: 'slave_public' }],
    actions: [
      {
        atMs: 2000,
        do: 'submitApp',
        framework: 'marathon',
        app: { id: '/lb', cmd: 'sleep 600', cpus: 1, mem: 128, acceptedResourceRoles: ['slave_public'] },
      },
      {
        atMs: 30_000,
        do: 'reserve',
        agent: 'agent-1',
        role: 'slave_public',
        resources: 'cpus:2;mem:1024;ports:[31000-31100]',
      },
    ],
    untilMs: 60_000,
  },
  cure: [{ op: 'remove', path: '/actions/0/app/acceptedResourceRoles' }],
  opens: { where: { type: 'sent', name: 'DECLINE', from: 'driver:marathon' }, afterMs: 2000 },
  opensCure: { where: { type: 'sent', name: 'ACCEPT', from: 'driver:marathon' } },
}

const SECOND_SEAT: Incident = {
  id: 'second-seat',
  title: { en: 'The restart that needs a second seat', zh: '需要第二个座位的重启' },
  story: {
    en: 'The first deployment is fine; a restart stays in RestartApplication for ever.',
    zh: '第一次部署正常；重启却永远停在 RestartApplication。',
  },
  look: {
    en: 'By default the new instance starts before the old one is killed, and there is room for one. The old one runs, the new one waits for cpus, and a second restart is answered 409: locked.',
    zh: '默认先启动新实例再结束旧实例，而空间只够一个。旧的在跑，新的等 CPU，第二次重启得到 409：已锁定。',
  },
  cureText: {
    en: 'minimumHealthCapacity 0 and maximumOverCapacity 0: the old one is killed first, the new one takes its place.',
    zh: 'minimumHealthCapacity 0 与 maximumOverCapacity 0：先结束旧的，新的取而代之。',
  },
  sources: [
    'd2iq-archive/marathon#1425 (2015-04-23)',
    'd2iq-archive/marathon#1133 (2015-02-03)',
    'd2iq-archive/marathon#2810 (2015-12-11)',
  ],
  document: {
    version: 1,
    title: { en: 'The restart that needs a second seat', zh: '需要第二个座位的重启' },
    agents: [{ id: 'agent-1', resources: 'cpus:1;mem:1024;ports:[31000-32000]' }],
    frameworks: [{ id: 'marathon', kind: 'marathon' }],
    actions: [
      { atMs: 2000, do: 'submitApp', framework: 'marathon', app: { id: '/one', cmd: 'sleep 600', cpus: 1, mem: 128 } },
      { atMs: 15_000, do: 'restartApp', framework: 'marathon', app: '/one' },
      { atMs: 40_000, do: 'restartApp', framework: 'marathon', app: '/one' },
    ],
    untilMs: 60_000,
  },
  cure: [
    {
      op: 'add',
      path: '/actions/0/app/upgradeStrategy',
      value: { minimumHealthCapacity: 0, maximumOverCapacity: 0 },
    },
  ],
  opens: { where: { type: 'action', do: 'restartApp' } },
  opensCure: { where: { type: 'sent', name: 'ACCEPT', from: 'driver:marathon' }, afterMs: 15_000 },
}

export const REFUSED_INCIDENTS: readonly Incident[] = [HALF_FREE, SPREAD, PORT, ROLE, SECOND_SEAT]
