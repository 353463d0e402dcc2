/**
 * The Process document that users of BCS write, as a table: keys, kinds of values, defaults. Source: bcs-process.md 2.
 * `simulate` of a process is ours: what its commands, its package and it itself do in the simulated world.
 */
import {
  type KeysOut,
  boolean,
  choice,
  constant,
  either,
  list,
  map,
  may,
  ms,
  must,
  number,
  nullable,
  object,
  or,
  text,
  whole,
} from '../scenario/shape.ts'

const word = () => text('a text', 500)

function badName(name: string): string | null {
  return /^[A-Za-z][A-Za-z0-9-]*$/.test(name) ? null : 'expected letters, digits and dashes, beginning with a letter'
}
const named = () => text('a name', 100, badName)

/** A number, or the same as text: `"0.5"`. */
function badAmount(value: string): string | null {
  return /^\d+(\.\d+)?$/.test(value) ? null : 'expected an amount such as "0.5"'
}
const amount = () => either(text('an amount', 20, badAmount), number(0, 1e6))

const PORT = object({
  name: must(named()),
  hostPort: or(whole(0, 65_535), 0),
  protocol: or(word(), 'TCP'),
})

const URI = object({
  value: must(text('the address of a package', 1000)),
  user: or(word(), ''),
  pwd: or(word(), ''),
  outputDir: or(word(), ''),
  pullPolicy: may(choice('Always', 'IfNotPresent')),
})

const CHECK = object({
  type: must(choice('HTTP', 'TCP', 'COMMAND', 'REMOTE_HTTP', 'REMOTE_TCP')),
  delaySeconds: or(whole(), 0),
  intervalSeconds: or(whole(1), 60),
  timeoutSeconds: or(whole(1), 20),
  consecutiveFailures: or(whole(), 3),
  gracePeriodSeconds: or(whole(), 300),
  command: may(object({ value: must(word()) })),
  http: may(
    object({
      port: or(whole(0, 65_535), 0),
      portName: or(word(), ''),
      scheme: or(choice('http', 'https'), 'http'),
      path: or(word(), '/'),
      headers: or(map(word(), word()), {}),
    }),
  ),
  tcp: may(object({ port: or(whole(0, 65_535), 0), portName: or(word(), '') })),
})

const ITEM = {
  type: must(choice('env', 'file')),
  dataKey: must(word()),
  dataKeyAlias: may(word()),
  keyOrPath: must(word()),
  subPath: may(word()),
  readOnly: or(boolean(), false),
  user: or(word(), 'root'),
}

/** How the simulated world behaves; durations in ms. */
const SIMULATE = object({
  startMs: may(ms()),
  startExitCode: may(whole(0, 255)),
  foreground: or(boolean(), false),
  stopMs: may(ms()),
  obeysStop: or(boolean(), true),
  unkillable: or(boolean(), false),
  runMs: or(nullable(ms()), null),
  exitCode: or(whole(0, 255), 0),
  cached: or(boolean(), false),
  downloadMs: or(ms(), 3000),
  unpackMs: or(ms(), 500),
  pidFileNewline: or(boolean(), false),
})

const RESTART_POLICY = object({
  policy: or(choice('Never', 'Always', 'OnFailure'), 'OnFailure'),
  interval: or(whole(0, 1_000_000), 0),
  backoff: or(whole(0, 1_000_000), 0),
  maxtimes: or(whole(0, 1_000_000), 0),
})

const KILL_POLICY = object({ gracePeriod: may(whole(0, 1_000_000)) })

const PROCESS_KEYS = {
  procName: must(text('the name of an executable', 200)),
  user: or(word(), ''),
  workPath: or(word(), ''),
  pidFile: or(word(), ''),
  ports: or(list(PORT, 100), []),
  uris: or(list(URI, 20), []),
  startCmd: must(text('a command', 1000)),
  startGracePeriod: or(whole(0, 1_000_000), 1),
  /** Where it differs from the document's. */
  killPolicy: may(KILL_POLICY),
  stopCmd: or(word(), ''),
  restartCmd: or(word(), ''),
  reloadCmd: or(word(), ''),
  healthChecks: or(list(CHECK, 3), []),
  resources: or(object({ limits: or(object({ cpu: or(amount(), 0.1), memory: or(amount(), 64) }), {}) }), {}),
  env: or(list(object({ name: must(word()), value: or(text('a text', 1000), '') }), 1000), []),
  secrets: or(list(object({ secretName: must(word()), items: or(list(object(ITEM), 100), []) }), 100), []),
  configmaps: or(list(object({ name: must(word()), items: or(list(object(ITEM), 100), []) }), 100), []),
  simulate: or(SIMULATE, {}),
}

const UNION = object({
  name: must(word()),
  operate: must(choice('UNIQUE', 'MAXPER', 'CLUSTER', 'LIKE', 'UNLIKE', 'GROUPBY', 'EXCLUDE', 'GREATER')),
  type: may(whole(1, 4)),
  scalar: may(object({ value: must(number(-1e9, 1e9)) })),
  text: may(object({ value: must(word()) })),
  set: may(object({ item: must(list(word(), 1000, 1)) })),
})

const CONSTRAINT = object({
  intersectionItem: or(list(object({ unionData: must(list(UNION, 100, 1)) }), 100), []),
})

const LABELS = or(map(word(), word()), {})

const ABOUT = {
  apiVersion: or(word(), 'v4'),
  kind: must(constant('process')),
  restartPolicy: or(RESTART_POLICY, {}),
  killPolicy: or(KILL_POLICY, {}),
  constraint: or(CONSTRAINT, {}),
  metadata: must(object({ name: must(named()), namespace: or(named(), 'defaultGroup'), labels: LABELS })),
}

const INSTANCE = or(whole(0, 1000), 1)

/** Processes of one taskgroup stand in a list under the template. */
export const DOCUMENT = object({
  ...ABOUT,
  spec: must(
    object({
      instance: INSTANCE,
      template: must(
        object({
          metadata: may(object({ name: may(word()), labels: LABELS })),
          spec: must(object({ processes: must(list(object(PROCESS_KEYS), 20, 1)) })),
        }),
      ),
    }),
  ),
})

/** Short form, ours: the keys of an only process stand in `spec` itself. */
export const SHORT_DOCUMENT = object({
  ...ABOUT,
  spec: must(
    object({ instance: INSTANCE, ...PROCESS_KEYS, restartPolicy: may(RESTART_POLICY), constraint: may(CONSTRAINT) }),
  ),
})

export type DocumentRead = KeysOut<typeof DOCUMENT.keys>
export type ShortRead = KeysOut<typeof SHORT_DOCUMENT.keys>
export type ProcessRead = KeysOut<typeof PROCESS_KEYS>
export type RestartPolicy = KeysOut<typeof RESTART_POLICY.keys>
export type Union = KeysOut<typeof UNION.keys>
