/** All kinds of component that live in a container. */
import type { Definition } from '../../kernel/definition.ts'
import { EXEC_DRIVER } from './driver.ts'
import { EXEC_LIBRARY } from './library.ts'
import { CUSTOM_EXECUTOR, DEFAULT_EXECUTOR } from './multi.ts'
import { COMMAND_EXECUTOR, DOCKER_EXECUTOR } from './single.ts'
import { TASK } from './task.ts'

export const EXECUTOR_DEFINITIONS: readonly Definition[] = [
  EXEC_DRIVER,
  EXEC_LIBRARY,
  COMMAND_EXECUTOR,
  DOCKER_EXECUTOR,
  CUSTOM_EXECUTOR,
  DEFAULT_EXECUTOR,
  TASK,
]
