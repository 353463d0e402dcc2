/** The terms of the field in both languages, each with what it means in a line. Source: docs/glossary.md; dcos-launch.md 9. */
export interface Term {
  readonly id: string
  readonly en: string
  readonly zh: string
  readonly meaning: { readonly en: string; readonly zh: string }
}

function term(id: string, en: string, zh: string, meaningEn: string, meaningZh: string): Term {
  return { id, en, zh, meaning: { en: meaningEn, zh: meaningZh } }
}

/** In alphabetical order of the English term. */
export const TERMS: readonly Term[] = [
  term(
    'accept',
    'accept (an offer)',
    '接受邀约',
    'use resources of one or more offers for operations',
    '把一份或多份邀约中的资源用于操作',
  ),
  term(
    'acknowledgement',
    'acknowledgement',
    '确认',
    'confirms one status update by its uuid',
    '按 uuid 确认一个状态更新',
  ),
  term('agent', 'agent', '代理节点', 'machine that runs tasks', '运行任务的机器'),
  term('allocation', 'allocation run', '分配周期', 'one run of the allocator', '分配器的一次运行'),
  term('allocator', 'allocator', '分配器', 'module of the master that chooses frameworks', '管理节点中选择框架的模块'),
  term(
    'app',
    'app',
    '应用',
    'description of a long-running process and how many copies',
    '对长期运行进程及其份数的描述',
  ),
  term('attribute', 'attribute', '属性', 'key/value fact about an agent', '代理节点的键值信息'),
  term('backoff', 'backoff', '退避', 'growing wait between launches after failures', '失败后逐渐加长的启动间隔'),
  term(
    'checkpointing',
    'checkpointing',
    '检查点',
    'writing state to disk to survive restarts',
    '把状态写入磁盘，以便重启后继续',
  ),
  term(
    'client',
    'client',
    '客户端',
    'user, command line or program that talks to the scheduler',
    '与调度器交互的用户、命令行或程序',
  ),
  term('constraint', 'constraint', '约束', 'placement rule', '放置规则'),
  term('container', 'container', '容器', 'isolated environment of a task', '任务的隔离环境'),
  term('daemon', 'daemon', '常驻进程', 'long-living helper process', '长期存在的辅助进程'),
  term('decline', 'decline', '拒绝邀约', 'give an offer back unused', '把邀约原样退回'),
  term('deployment', 'deployment', '部署', 'ordered change towards a new app state', '按顺序变更到新的应用状态'),
  term('share', 'dominant share', '主导份额', 'largest share over all resource kinds', '所有资源种类中最大的份额'),
  term('drf', 'DRF', '主导资源公平算法', 'equalises dominant shares', '使主导份额趋于相等'),
  term('executor', 'executor', '执行器', 'starts and watches tasks on an agent', '在代理节点上启动并看管任务'),
  term('failover', 'failover', '故障转移', 'a replacement takes over', '由替补接管'),
  term(
    'filter',
    'filter (refuse_seconds)',
    '过滤器（拒绝时长）',
    'how long declined resources are withheld',
    '被拒绝的资源在多长时间内不再邀约',
  ),
  term(
    'framework',
    'framework',
    '框架',
    'scheduler plus executor, as registered with the master',
    '调度器与执行器，以框架身份在管理节点注册',
  ),
  term('grace', 'grace period', '宽限期', 'time between asking and forcing', '从请求到强制之间的时间'),
  term('health', 'health check', '健康检查', 'periodic test of a running task', '对运行中任务的定期检测'),
  term('heartbeat', 'heartbeat', '心跳', 'periodic sign of life', '定期的存活信号'),
  term('instance', 'instance', '实例', 'one copy of an app', '应用的一份副本'),
  term('kill', 'kill', '终止', 'end a task on purpose', '有意结束任务'),
  term(
    'marathon',
    'Marathon',
    'Marathon',
    "DC/OS' scheduler for long-running apps",
    'DC/OS 中用于长期运行应用的调度器',
  ),
  term('master', 'master', '管理节点', 'coordinates agents and frameworks', '协调代理节点与框架'),
  term(
    'offer',
    'offer',
    '资源邀约',
    'free resources of one agent proposed to a framework',
    '向框架提出的某个代理节点的空闲资源',
  ),
  term('partition', 'partition, unreachable', '网络分区、不可达', 'agent cannot be contacted', '无法联系到代理节点'),
  term('placement', 'placement', '放置', 'choice of the agent', '选择代理节点'),
  term('port', 'port', '端口', 'network resource in ranges', '以范围表示的网络资源'),
  term('process', 'process', '进程', 'what finally runs', '最终运行的东西'),
  term('quota', 'quota', '配额', 'guaranteed or limited amount per role', '每个角色的保证量或上限'),
  term(
    'readiness',
    'readiness check',
    '就绪检查',
    'test that a new instance may receive work',
    '检测新实例是否可以接受工作',
  ),
  term(
    'reconciliation',
    'reconciliation',
    '状态核对',
    'asking the master for the true task states',
    '向管理节点询问任务的真实状态',
  ),
  term('rescind', 'rescind', '撤回邀约', 'the master withdraws an offer', '管理节点收回邀约'),
  term('reservation', 'reservation', '预留', 'resources kept for a role', '为某个角色保留的资源'),
  term('revive', 'revive', '恢复邀约', 'clear filters, ask for offers again', '清除过滤器，重新请求邀约'),
  term('role', 'role', '角色', 'group among which resources are shared', '共享资源的分组'),
  term('rolling', 'rolling upgrade', '滚动升级', 'replace instances step by step', '逐步替换实例'),
  term('sandbox', 'sandbox', '沙盒', 'working directory of a task', '任务的工作目录'),
  term('scale', 'scale', '扩缩', 'change the number of instances', '改变实例数'),
  term('scheduler', 'scheduler', '调度器', 'decides which offer runs which task', '决定哪份邀约运行哪个任务'),
  term('status', 'status update', '状态更新', "message on a task's state", '关于任务状态的消息'),
  term('suppress', 'suppress', '抑制邀约', 'ask for no offers for a while', '请求暂时不要发出邀约'),
  term('task', 'task', '任务', 'unit of work given to an executor', '交给执行器的工作单元'),
  term(
    'group',
    'task group',
    '任务组',
    'tasks launched all or none on one agent',
    '在同一代理节点上全部启动或全不启动的任务',
  ),
  term('unreserved', 'unreserved', '未预留', 'available to every role, (*)', '所有角色都可使用，写作 (*)'),
]
