/** Readers of containers, networks, ports and volumes. Source: appContainer.raml, network.raml, volumes.raml. */
import { isName } from './ids.ts'
import {
  type Reader,
  anyText,
  bool,
  either,
  int,
  list,
  long,
  object,
  record,
  set,
  small,
  text,
  word,
} from './reader.ts'
import type {
  CsiVolume,
  DiscoveryPort,
  DvdiVolume,
  IpAddress,
  LinuxInfo,
  Network,
  PersistentVolume,
  PortDefinition,
  PortMapping,
  RawContainer,
  RawDocker,
  ReadMode,
  Volume,
} from './shape.ts'

export const port = int({ min: 0, max: 65535 })
export const labels = record(anyText)
export const legacyName = text({ min: 1, pattern: isName })
const protocol = word('tcp', 'udp', 'udp,tcp')
const some = text({ min: 1 })

export const network: Reader<Network> = object((m) => ({
  // No pattern: names of CNI networks may hold underscores.
  name: m.optional('name', text({ min: 1, max: 63 })),
  mode: m.or('mode', word('container', 'container/bridge', 'host'), 'container'),
  labels: m.or('labels', labels, {}),
}))

export const portDefinition: Reader<PortDefinition> = object((m) => ({
  port: m.or('port', port, 0),
  name: m.optional('name', legacyName),
  protocol: m.or('protocol', protocol, 'tcp'),
  labels: m.or('labels', labels, {}),
}))

const portMapping: Reader<PortMapping> = object((m) => ({
  containerPort: m.or('containerPort', port, 0),
  hostPort: m.optional('hostPort', port),
  servicePort: m.or('servicePort', port, 0),
  name: m.optional('name', legacyName),
  protocol: m.or('protocol', protocol, 'tcp'),
  labels: m.or('labels', labels, {}),
  networkNames: m.or('networkNames', list(anyText), []),
}))

const discoveryPort: Reader<DiscoveryPort> = object((m) => ({
  number: m.or('number', port, 0),
  name: m.required('name', legacyName, ''),
  protocol: m.or('protocol', protocol, 'tcp'),
  labels: m.or('labels', labels, {}),
}))

export const ipAddress: Reader<IpAddress> = object((m) => {
  m.optional('groups', list(anyText))
  return {
    networkName: m.optional('networkName', some),
    labels: m.or('labels', labels, {}),
    discovery: m.optional(
      'discovery',
      object((d) => ({ ports: d.or('ports', list(discoveryPort), []) })),
    ),
  }
})

const docker: Reader<RawDocker> = object((m) => ({
  image: m.required('image', some, ''),
  forcePullImage: m.or('forcePullImage', bool, false),
  privileged: m.or('privileged', bool, false),
  parameters: m.or(
    'parameters',
    list(object((p) => ({ key: p.required('key', some, ''), value: p.required('value', anyText, '') }))),
    [],
  ),
  pullConfig: m.optional(
    'pullConfig',
    small((_, need) => ({ secret: need('secret', anyText, '') })),
  ),
  credential: m.optional(
    'credential',
    small((_, need, c) => ({ principal: need('principal', anyText, ''), secret: c.optional('secret', anyText) })),
  ),
  network: m.optional('network', word('BRIDGE', 'HOST', 'NONE', 'USER')),
  portMappings: m.optional('portMappings', list(portMapping)),
}))

const size = long({ min: 0 })
const mode = word<ReadMode>('RO', 'RW')

const persistent: Reader<PersistentVolume> = object((m) => ({
  type: m.or('type', word('root', 'path', 'mount'), 'root'),
  size: m.required('size', size, 0),
  maxSize: m.optional('maxSize', size),
  profileName: m.optional('profileName', anyText),
  constraints: m.or('constraints', set(list(anyText)), []),
}))

const dvdi: Reader<DvdiVolume> = object((m) => ({
  size: m.optional('size', size),
  name: m.optional('name', anyText),
  provider: m.optional('provider', anyText),
  options: m.or('options', labels, {}),
  shared: m.or('shared', bool, false),
}))

const NO_CAPABILITY = { accessType: '', accessMode: '', fsType: null, mountFlags: null }
const NO_OPTIONS = {
  pluginName: '',
  capability: NO_CAPABILITY,
  nodeStageSecret: null,
  nodePublishSecret: null,
  volumeContext: null,
}

const csiOptions: Reader<CsiVolume['options']> = object((m) => ({
  pluginName: m.required('pluginName', anyText, ''),
  capability: m.required(
    'capability',
    object((c) => ({
      accessType: c.required('accessType', anyText, ''),
      accessMode: c.required('accessMode', anyText, ''),
      fsType: c.optional('fsType', anyText),
      mountFlags: c.optional('mountFlags', list(anyText)),
    })),
    NO_CAPABILITY,
  ),
  nodeStageSecret: m.optional('nodeStageSecret', labels),
  nodePublishSecret: m.optional('nodePublishSecret', labels),
  volumeContext: m.optional('volumeContext', labels),
}))

const csi: Reader<CsiVolume> = object((m) => ({
  provider: m.required('provider', word('csi'), 'csi'),
  name: m.required('name', anyText, ''),
  options: m.required('options', csiOptions, NO_OPTIONS),
}))

/** One of several kinds, told apart by what they need. */
const volume: Reader<Volume> = either<Volume>(
  object((m) => ({
    kind: 'csi',
    containerPath: m.required('containerPath', some, ''),
    external: m.required('external', csi, { provider: 'csi', name: '', options: NO_OPTIONS }),
    mode: m.or('mode', mode, 'RW'),
  })),
  object((m) => ({
    kind: 'external',
    containerPath: m.required('containerPath', some, ''),
    external: m.required('external', dvdi, { size: null, name: null, provider: null, options: {}, shared: false }),
    mode: m.or('mode', mode, 'RW'),
  })),
  object((m) => ({
    kind: 'persistent',
    containerPath: m.required('containerPath', some, ''),
    persistent: m.required('persistent', persistent, {
      type: 'root',
      size: 0,
      maxSize: null,
      profileName: null,
      constraints: [],
    }),
    mode: m.or('mode', mode, 'RW'),
  })),
  object((m) => ({
    kind: 'secret',
    containerPath: m.required('containerPath', some, ''),
    secret: m.required('secret', anyText, ''),
  })),
  object((m) => ({
    kind: 'host',
    containerPath: m.required('containerPath', some, ''),
    hostPath: m.required('hostPath', some, ''),
    mode: m.or('mode', mode, 'RW'),
  })),
)

const linuxInfo: Reader<LinuxInfo> = object((m) => ({
  seccomp: m.optional(
    'seccomp',
    object((c) => ({
      profileName: c.optional('profileName', anyText),
      unconfined: c.or('unconfined', bool, false),
    })),
  ),
  ipcInfo: m.optional(
    'ipcInfo',
    object((c) => ({
      mode: c.required('mode', word('PRIVATE', 'SHARE_PARENT'), 'PRIVATE'),
      shmSize: c.optional('shmSize', int({})),
    })),
  ),
}))

export const container: Reader<RawContainer> = object((m) => ({
  type: m.or('type', word('MESOS', 'DOCKER'), 'DOCKER'),
  docker: m.optional('docker', docker),
  portMappings: m.optional('portMappings', list(portMapping)),
  volumes: m.or('volumes', list(volume), []),
  linuxInfo: m.optional('linuxInfo', linuxInfo),
}))
