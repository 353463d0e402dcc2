/**
 * Chinese of what receipts say where ours is simpler. The sentences are English, once, beside the rule that they speak of
 * (the headless program prints them); here they are known again word for word.
 */
const SENTENCES: Readonly<Record<string, string>> = {
  'a client never reads slowly, so that no event is dropped': '客户端读取从不迟缓，因此不会丢弃事件',
  'a moment of fixed or drawn length stands for what Mesos does there':
    'Mesos 在此处所做的工作，以一段固定或随机抽取的时间代替',
  'a healthy process answers 200, an unhealthy one 503; a process that is gone does not answer at all':
    '健康的进程答 200，不健康的答 503；已不在的进程不作答',
  'the API and the translating driver of BCS are folded into the scheduler; the path is ours':
    'BCS 的 API 与转换用的 driver 并入调度器；路径是我们自定的',
  'the container has its new resources after 1 ms': '容器在 1 毫秒后得到新的资源',
  'how our plain frameworks wait; Mesos says nothing of it': '我们的普通框架如此等待；Mesos 对此没有规定',
  'the SchedulerProcess goes on receiving while a callback takes its time':
    '回调进行期间，SchedulerProcess 仍继续接收消息',
  'of the design: the code has an empty interface; request, connection and command are one message here':
    '出自设计：代码中是空接口；请求、连接与命令在此合为一条消息',
  'of the design: the code does not dispatch MESSAGE; the route is ours':
    '出自设计：代码不分发 MESSAGE；路由是我们自定的',
  'both connections come up in the same moment': '两条连接同时建立',
  'without a grace period the design waits 1 s; the code waits 0 s, at which its timer panics':
    '没有宽限期时，设计等待 1 秒；代码等待 0 秒，其定时器因此崩溃',
  'totals never change: neither resource providers nor oversubscription are simulated':
    '总量从不改变：既不模拟资源提供者，也不模拟超额分配',
  'the user asks again until Marathon answers': '用户反复询问，直到 Marathon 作答',
  'the transfer takes as long as the scenario says': '传输所需时间由场景给出',
  'the task ends when the scenario says': '任务何时结束由场景给出',
  'the status is 9 for whatever ended with live tasks or was killed': '凡是带着存活任务结束或被杀死的，状态均为 9',
  'the process ends when the scenario says': '进程何时结束由场景给出',
  'the name is looked up at once; the connection is not a message of its own':
    '名称立即解析完成；建立连接不算一条单独的消息',
  'the md5 is made of the path: packages have no contents here': 'md5 由路径算出：这里的软件包没有内容',
  'the design runs a command with arguments; the code takes the whole text for a path':
    '设计执行带参数的命令；代码把整段文本当作路径',
  'the design passes user and pull policy on, the code neither; cpu and memory limits are enforced by nobody, and the body says how the simulated process behaves':
    '设计会传递用户与拉取策略，代码两者都不传；CPU 与内存上限无人强制，消息体说明模拟进程的行为',
  'the design honours IfNotPresent and then does not ask; the code always asks':
    '设计遵守 IfNotPresent，已有则不再询问；代码总是询问',
  'the design deletes the file too; the code keeps it, and a daemon that starts again reads it':
    '设计连同文件一并删除；代码保留文件，重新启动的守护进程会读到它',
  "the container's status is looked up at once": '容器的状态立即查得',
  'takes the time of a message': '耗时与一条消息相同',
  'sandboxes have no size, so that only their age counts': '沙箱没有大小，因此只看其存在时间',
  'of the design: the code has the function, no route and no caller; ours is sent every 30 s and counts for 600 s':
    '出自设计：代码有此函数，却没有路由与调用者；我们每 30 秒发送一次，有效期 600 秒',
  'of the design: in the code it is never run': '出自设计：代码中从不执行',
  'no operation feedback: one that is lost is not noticed before the master fails over; a volume is an amount with a name, it has no contents':
    '没有操作反馈：丢失的操作在主节点故障切换之前不会被察觉；卷只是一个有名字的数量，没有内容',
  'Mesos leaves the timer of a dropped filter running, to find nothing; ours is cancelled':
    'Mesos 让被丢弃的过滤器的定时器继续走，到时一无所获；这里则取消它',
  'shuffles draw from a seeded stream; the order of hash maps is the order of arrival or of ids':
    '洗牌取自带种子的随机流；哈希表的顺序就是到达顺序或标识顺序',
  'what a host has in all comes from the scenario, not from the master': '主机的总资源来自场景，而不是向主节点读取',
  "regular expressions are those of Marathon's constraints, not RE2's":
    '正则表达式是 Marathon 约束所用的，而不是 RE2 的',
  'a reservation on an agent that is marked gone is dropped with it, also of an instance that is to be forgotten':
    '代理被标记为已消失时，其上的预留随之丢弃，待遗忘的实例也一样',
  'agents have root disk alone: volumes of type path and mount find none':
    '代理只有根磁盘：类型为 path 和 mount 的卷找不到位置',
  'no authentication before it': '此前没有身份验证',
  'in the design the exit code is known, in the code it stays 0': '设计中退出码可知，代码中始终为 0',
  'completed frameworks are not listed': '不列出已结束的框架',
  'a process that ended is noticed 0 to 100 ms later, drawn anew each time':
    '进程结束后 0 到 100 毫秒才被察觉，每次重新抽取',
  'a draw within the interval stands for the polling': '以间隔内的一次随机抽取代替轮询',
  'a docker run or a nested container is a fork as well': 'docker run 与嵌套容器也都是一次 fork',
  'a command tells its end by a message; a SIGKILL is answered in place of a look at /proc; in the design the process tells its exit code':
    '命令以消息告知其结束；对 SIGKILL 直接作答，而不查看 /proc；设计中进程会告知退出码',
}

/** The sentence in Chinese, or null for one that is not known. */
export function simplerInChinese(sentence: string): string | null {
  return SENTENCES[sentence] ?? null
}

/** Sentences that it knows. */
export const SIMPLER: readonly string[] = Object.keys(SENTENCES)
