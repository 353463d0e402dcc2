/** English words for the diagram's own page; the product's are in content/locales. */
const FIGURE = {
  init: 'init',
  resourceOffer: 'resource offer',
  declineOffer: 'decline offer',
  launchProcess: 'launch process',
  acceptOffer: 'accept offer',
  launchTask: 'launch task',
  taskStatusUpdate: 'task status update',
  ResourceOffersMessage: 'resource offer',
  RunTaskMessage: 'launch task',
  StatusUpdateMessage: 'task status update',
  'GET /v2/info': 'init',
  'POST /v2/apps': 'launch process',
  status_update_event: 'task status update',
  REVIVE: 'revive',
}
const LANES = {
  client: 'Client',
  scheduler: 'Scheduler',
  driver: 'SchedulerProcess',
  master: 'Master',
  allocator: 'Allocator',
  observer: 'Observers',
  updates: 'Status updates',
  execdriver: 'ExecutorProcess',
  executor: 'Executor',
  task: 'Task',
}
const seconds = (ms) => (Math.floor(ms) / 1000).toFixed(3)
const duration = (ms) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`)
const title = (text) => text.charAt(0).toUpperCase() + text.slice(1)
const message = (look, dialect) =>
  dialect === 'figure' ? (FIGURE[look.figure] ?? look.figure) : dialect === 'driver' ? look.driver : look.http
const agentName = (id) => title(id.replace('-', ' '))
const laneName = (lane) =>
  lane.role === 'agent' ? agentName(lane.id) : lane.role === 'agents' ? `${lane.members} more` : LANES[lane.role]

export const words = {
  message,
  messageShort: (look, dialect) =>
    message(look, dialect).replace('resource ', '').replace('task status ', '').split(' ')[0],
  laneName,
  laneDetail: (lane) => (lane.role === 'scheduler' ? title(lane.id) : ''),
  laneShort: (lane) =>
    lane.role === 'agent'
      ? `A${lane.id.split('-').at(-1)}`
      : lane.role === 'agents'
        ? `+${lane.members}`
        : LANES[lane.role][0],
  laneState: ({ state, cpus, alive, lane }) =>
    cpus
      ? `${cpus.used}/${cpus.total} cpu`
      : state === null
        ? 'not started'
        : lane.component
          ? state || 'gone'
          : `${alive} live`,
  agentShort: (agent) => (agent === null ? '+' : `A${agent.split('-').at(-1)}`),
  offer: (id) => id.replace('agent-', ''),
  seconds,
  duration,
  quiet: (ms) => `quiet +${duration(ms)}`,
  due: (ms) => `due ${seconds(ms)}`,
  filter: (agent) => `filter on ${agentName(agent)}`,
  foldSpan: (ms) => `idle for ${duration(ms)}`,
  ahead: (ms) => `Ahead: computed to ${duration(ms)}, shown when you get there`,
  point: (point) => (point.kind === 'allocation' ? `allocation, ${point.name}` : point.name),
  dense: (count) => `${count} events`,
  waiting: ({ kind, count }) => `${count} ${kind}`,
  messageName: (arrow) => `${title(message(arrow.look, 'figure'))}, ${arrow.from.id} to ${arrow.to.id}`,
  phase: (phase) => (phase === 'flying' ? 'in flight' : phase === 'lost' ? 'lost' : ''),
  foldName: (looks, done) => `${looks.map((look) => message(look, 'figure')).join(', ')}, ${done} times`,
  now: 'now',
  timeAxis: 'time, s',
  offers: 'Offers',
  messages: 'messages',
  filters: 'filter',
  diagram: 'Sequence diagram',
  drawn: 'Messages in view',
  laneMenu: (lane) => laneName(lane),
  moreLanes: (count) => `▸ +${count}`,
}
