/** 概念图、标记与“运行直到”的中文。 */
import type { Sentence } from './words.ts'
import type { viewsEn } from './viewsEn.ts'

export const viewsZh: { readonly [K in keyof typeof viewsEn]: Sentence } = {
  'command.nextView': '下一个视图：时序图、概念图',
  'view.sequence': '时序图',
  'view.concept': '概念图',

  'concept.title': '概念图：应用层、服务层、核心层',
  'concept.boxes': '参与者',
  'concept.messages': '方框之间的消息',
  'concept.layer.application': '应用层',
  'concept.layer.service': '服务层',
  'concept.layer.core': '核心层',
  'concept.user': '用户',
  'concept.container': 'Docker 容器',
  'concept.schedulers': '另外 {count} 个框架',
  'concept.commandExecutor': '命令执行器',
  'concept.dockerExecutor': 'docker 执行器',
  'concept.customExecutor': '自定义执行器',
  'concept.processExecutor': 'process-executor',
  'concept.tasks': '{count} 个任务',
  'concept.offers': '{count} 个邀约未答复',
  'concept.partOn': '{agent} 上的{part}',
  'concept.wire.rest': 'REST 或图形界面',
  'concept.wire.schedulerApi': '调度器 API',
  'concept.wire.bash': 'Bash 或 exec',
  'concept.wire.executorApi': '执行器 API',
  'concept.wire.internalApi': '内部 API',
  'concept.before': '尚未发生任何事。请播放，或前进一步。',
  'concept.more': '另有 {count} 条消息在途。',
  'concept.folded': '{list}，反复进行：第 {done} 次，共 {times} 次。',
  'concept.fold': '重新合并其余各项',
  'concept.note':
    'DC/OS 的示意图把 Docker 容器的助手称作“CMD Executor”；使用 Mesos 的 Docker containerizer 时，它其实是 docker 执行器。',
}
