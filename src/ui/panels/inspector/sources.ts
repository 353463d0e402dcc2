/** File codes of receipts, as the fact sheet abbreviates them. Source: reference/mesos-protocol.md 0.1. */
const FILES: Readonly<Record<string, string>> = {
  M: 'src/master/master.cpp',
  MH: 'src/master/http.cpp',
  MFW: 'src/master/framework.cpp',
  MC: 'src/master/constants.hpp',
  MF: 'src/master/flags.cpp',
  V: 'src/master/validation.cpp',
  H: 'src/master/allocator/mesos/hierarchical.cpp',
  HH: 'src/master/allocator/mesos/hierarchical.hpp',
  DRF: 'src/master/allocator/mesos/sorter/drf/sorter.cpp',
  REG: 'src/master/registrar.cpp',
  P: 'src/messages/messages.proto',
  MP: 'include/mesos/mesos.proto',
  SP: 'include/mesos/v1/scheduler/scheduler.proto',
  EP: 'include/mesos/v1/executor/executor.proto',
  R: 'src/common/resources.cpp',
  RQ: 'src/common/resource_quantities.cpp',
  EV: 'src/internal/evolve.cpp',
  S: 'src/slave/slave.cpp',
  SH: 'src/slave/http.cpp',
  SC: 'src/slave/constants.hpp',
  SF: 'src/slave/flags.cpp',
  T: 'src/slave/task_status_update_manager.cpp',
  D: 'src/sched/sched.cpp',
  DC: 'src/sched/constants.hpp',
  X: 'src/exec/exec.cpp',
  L1: 'src/scheduler/scheduler.cpp',
  L2: 'src/executor/executor.cpp',
  CE: 'src/launcher/executor.cpp',
  DE: 'src/launcher/default_executor.cpp',
  DK: 'src/docker/executor.cpp',
  PU: 'src/common/protobuf_utils.cpp',
  VAL: 'src/common/values.cpp',
  RU: 'src/common/resources_utils.cpp',
  HB: 'src/common/heartbeater.hpp',
}

/** `M:accept` is `accept` in `src/master/master.cpp`; a section of a fact sheet may name the words that it means. */
export function sourceOf(source: string): { readonly file: string; readonly place: string } {
  const [, section, words] = /^([\w-]+\.md [^:]+)(?:: (.+))?$/.exec(source) ?? []
  if (section !== undefined) return { file: section, place: words ?? section }
  const [code = '', place] = source.split(/:(.*)/)
  const file = FILES[code]
  if (file === undefined) return { file: '', place: source }
  return { file, place: place || (file.split('/').at(-1) as string) }
}
