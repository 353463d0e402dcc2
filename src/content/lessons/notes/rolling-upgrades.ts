import type { BothWords } from '#model/lesson.ts'
import { both } from '../events.ts'

export const ROLLING_UPGRADES_NOTES: readonly BothWords[] = [
  both(
    'An app document says what should be, not what to do. The deployment is the way there.',
    '应用文档描述应有的状态，而不是要做的事。部署是通往它的路。',
  ),
  both(
    'Ask what a second change would get now: 409, the app is locked by one or more deployments.',
    '提问：此时再改会怎样？409，应用正被部署锁定。',
  ),
  both(
    'Running is what Mesos knows, healthy what Marathon asks for. Keep them apart.',
    '运行中是 Mesos 知道的，健康是 Marathon 要求的。不要混淆。',
  ),
  both('Before the update, ask how many instances will run at most.', '更新之前先问：最多会有几个实例在运行？'),
  both(
    'Four at the most. On a full cluster this is where an upgrade waits for ever: minimumHealthCapacity.',
    '最多四个。在满载的集群上，升级会在这里一直等待：minimumHealthCapacity。',
  ),
  both(
    'The kill goes through the master, like everything else, and the old task has its grace period.',
    '终止命令和其他一切一样经过管理节点，旧任务也有宽限期。',
  ),
  both(
    'Nobody was unserved: show both health states on the way. Now break it on purpose.',
    '服务没有中断：回看途中的健康状态。现在故意弄坏它。',
  ),
  both(
    'The safety net is the old release: it stays until a new instance is healthy.',
    '安全网是旧版本：新实例健康之前它一直保留。',
  ),
  both(
    'One second, then times 1.15. Ask after how many failures it reaches a minute: about thirty.',
    '先是一秒，之后每次乘 1.15。提问：失败多少次后达到一分钟？大约三十次。',
  ),
  both(
    'In free play force a working command: watch the delay vanish and the deployment end.',
    '自由操作时强制更新为可用的命令：延迟消失，部署结束。',
  ),
]
