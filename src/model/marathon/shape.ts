/**
 * A Marathon app, in two shapes: `RawApp` as the document gives it (deprecated members and all), and `App`,
 * canonical, every default filled in. `null` stands for an absent member. Source: reference/marathon.md 1.1; the RAML types.
 */
export type NetworkMode = 'container' | 'container/bridge' | 'host'
export type Protocol = 'tcp' | 'udp' | 'udp,tcp'
export type EngineType = 'MESOS' | 'DOCKER'
export type KillSelection = 'YOUNGEST_FIRST' | 'OLDEST_FIRST'
export type HealthProtocol = 'HTTP' | 'HTTPS' | 'TCP' | 'COMMAND' | 'MESOS_TCP' | 'MESOS_HTTP' | 'MESOS_HTTPS'
export type Labels = Readonly<Record<string, string>>

export interface Network {
  readonly name: string | null
  readonly mode: NetworkMode
  readonly labels: Labels
}

export interface PortDefinition {
  readonly port: number
  readonly name: string | null
  readonly protocol: Protocol
  readonly labels: Labels
}

export interface PortMapping {
  readonly containerPort: number
  /** null: nothing on the host; 0: any port of the offer; n: exactly n. */
  readonly hostPort: number | null
  readonly servicePort: number
  readonly name: string | null
  readonly protocol: Protocol
  readonly labels: Labels
  readonly networkNames: readonly string[]
}

export interface DockerParameter {
  readonly key: string
  readonly value: string
}

export interface Docker {
  readonly image: string
  readonly forcePullImage: boolean
  readonly privileged: boolean
  readonly parameters: readonly DockerParameter[]
  readonly pullConfig: { readonly secret: string } | null
}

export interface RawDocker extends Docker {
  readonly credential: { readonly principal: string; readonly secret: string | null } | null
  readonly network: 'BRIDGE' | 'HOST' | 'NONE' | 'USER' | null
  readonly portMappings: readonly PortMapping[] | null
}

export interface PersistentVolume {
  readonly type: 'root' | 'path' | 'mount'
  /** MiB */
  readonly size: number
  readonly maxSize: number | null
  readonly profileName: string | null
  readonly constraints: readonly (readonly string[])[]
}

/** A volume of a Docker volume driver, or of a provider that nobody knows. */
export interface DvdiVolume {
  /** GiB */
  readonly size: number | null
  readonly name: string | null
  readonly provider: string | null
  readonly options: Labels
  /** Other apps may use it too. */
  readonly shared: boolean
}

/** A volume that exists already, of a plugin for the Container Storage Interface. */
export interface CsiVolume {
  readonly provider: 'csi'
  readonly name: string
  readonly options: {
    readonly pluginName: string
    readonly capability: {
      /** `mount` or `block` */
      readonly accessType: string
      /** `SINGLE_NODE_WRITER`, `MULTI_NODE_READER_ONLY` … */
      readonly accessMode: string
      readonly fsType: string | null
      readonly mountFlags: readonly string[] | null
    }
    readonly nodeStageSecret: Labels | null
    readonly nodePublishSecret: Labels | null
    readonly volumeContext: Labels | null
  }
}

export type ReadMode = 'RO' | 'RW'

export type Volume =
  | { readonly kind: 'host'; readonly containerPath: string; readonly hostPath: string; readonly mode: ReadMode }
  | {
      readonly kind: 'persistent'
      readonly containerPath: string
      readonly persistent: PersistentVolume
      readonly mode: ReadMode
    }
  | {
      readonly kind: 'external'
      readonly containerPath: string
      readonly external: DvdiVolume
      readonly mode: ReadMode
    }
  | {
      readonly kind: 'csi'
      readonly containerPath: string
      readonly external: CsiVolume
      readonly mode: ReadMode
    }
  | { readonly kind: 'secret'; readonly containerPath: string; readonly secret: string }

interface ContainerOf<D> {
  readonly type: EngineType
  readonly docker: D | null
  readonly portMappings: readonly PortMapping[] | null
  readonly volumes: readonly Volume[]
  readonly linuxInfo: LinuxInfo | null
}

export interface LinuxInfo {
  readonly seccomp: { readonly profileName: string | null; readonly unconfined: boolean } | null
  readonly ipcInfo: {
    readonly mode: 'PRIVATE' | 'SHARE_PARENT'
    /** MiB */
    readonly shmSize: number | null
  } | null
}

export type RawContainer = ContainerOf<RawDocker>
export type Container = ContainerOf<Docker>

export interface HealthCheck {
  readonly protocol: HealthProtocol
  readonly path: string | null
  readonly port: number | null
  readonly portIndex: number | null
  readonly command: { readonly value: string } | null
  readonly gracePeriodSeconds: number
  readonly intervalSeconds: number
  readonly timeoutSeconds: number
  readonly maxConsecutiveFailures: number
  readonly ignoreHttp1xx: boolean
  readonly delaySeconds: number
  readonly ipProtocol: 'IPv4' | 'IPv6'
}

export interface ReadinessCheck {
  readonly name: string
  readonly protocol: 'HTTP' | 'HTTPS'
  readonly path: string
  readonly portName: string
  readonly intervalSeconds: number
  readonly timeoutSeconds: number
  readonly httpStatusCodesForReady: readonly number[]
  readonly preserveLastResponse: boolean
}

export interface Check {
  readonly http: {
    readonly portIndex: number | null
    readonly path: string | null
    readonly scheme: 'HTTP' | 'HTTPS'
  } | null
  readonly tcp: { readonly portIndex: number | null } | null
  readonly exec: { readonly command: Command } | null
  readonly intervalSeconds: number
  readonly timeoutSeconds: number
  readonly delaySeconds: number
}

export type Command = { readonly shell: string } | { readonly argv: readonly string[] }

export interface Artifact {
  readonly uri: string
  readonly extract: boolean
  readonly executable: boolean
  readonly cache: boolean
  readonly destPath: string | null
}

/** Fractions of `instances`, 0..1. */
export interface UpgradeStrategy {
  readonly maximumOverCapacity: number
  readonly minimumHealthCapacity: number
}

export type UnreachableStrategy =
  | 'disabled'
  | { readonly inactiveAfterSeconds: number; readonly expungeAfterSeconds: number }

export type EnvValue = string | { readonly secret: string }
export type ResourceLimit = number | string

export interface ResourceLimits {
  readonly cpus: ResourceLimit | null
  readonly mem: ResourceLimit | null
}

export interface IpAddress {
  readonly networkName: string | null
  readonly labels: Labels
  readonly discovery: { readonly ports: readonly DiscoveryPort[] } | null
}

export interface DiscoveryPort {
  readonly number: number
  readonly name: string
  readonly protocol: Protocol
  readonly labels: Labels
}

export interface ExecutorResources {
  readonly cpus: number
  readonly mem: number
  readonly disk: number
}

/** Members that mean the same in both shapes. */
interface AppMembers {
  readonly id: string
  readonly cmd: string | null
  readonly args: readonly string[]
  readonly cpus: number
  /** MiB, as `disk`. */
  readonly mem: number
  readonly disk: number
  readonly gpus: number
  readonly instances: number
  readonly constraints: readonly (readonly string[])[]
  readonly requirePorts: boolean
  readonly networks: readonly Network[]
  readonly healthChecks: readonly HealthCheck[]
  readonly check: Check | null
  readonly readinessChecks: readonly ReadinessCheck[]
  readonly backoffSeconds: number
  readonly backoffFactor: number
  readonly maxLaunchDelaySeconds: number
  /** null: Mesos decides (3 s). */
  readonly taskKillGracePeriodSeconds: number | null
  readonly killSelection: KillSelection
  readonly acceptedResourceRoles: readonly string[] | null
  readonly labels: Labels
  readonly env: Readonly<Record<string, EnvValue>>
  readonly dependencies: readonly string[]
  readonly user: string | null
  readonly fetch: readonly Artifact[]
  readonly executor: string
  readonly executorResources: ExecutorResources | null
  readonly secrets: Readonly<Record<string, { readonly source: string }>>
  readonly tty: boolean | null
  readonly resourceLimits: ResourceLimits | null
}

/** The app as Marathon keeps it. Source: AppDefinition.scala. */
export interface App extends AppMembers {
  readonly role: string
  readonly container: Container | null
  /** Host mode only, else empty. Ports are service ports, assigned. */
  readonly portDefinitions: readonly PortDefinition[]
  readonly upgradeStrategy: UpgradeStrategy
  readonly unreachableStrategy: UnreachableStrategy
}

/** The document with the defaults of its JSON types, before any rule. */
export interface RawApp extends AppMembers {
  readonly role: string | null
  readonly container: RawContainer | null
  readonly portDefinitions: readonly PortDefinition[] | null
  readonly ports: readonly number[] | null
  readonly ipAddress: IpAddress | null
  readonly uris: readonly string[] | null
  readonly upgradeStrategy: UpgradeStrategy | null
  readonly unreachableStrategy: UnreachableStrategy | null
  /** Asks for an older version; only an update acts on it. */
  readonly version: string | null
}

/** A partial document: null keeps what the app has. */
export type AppUpdate = { readonly [K in keyof RawApp]: RawApp[K] | null }
