/** Readers of containers, networks, ports and volumes. Source: appContainer.raml, network.raml, volumes.raml. */
import { isName } from './ids.ts'
import { type Json } from './jsonText.ts'
import {
  type Reader,
  anyText,
  bool,
  double,
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
  DiscoveryPort,
  ExternalVolume,
  IpAddress,
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

const external: Reader<ExternalVolume> = object((m) => ({
  size: m.optional('size', size),
  name: m.optional('name', anyText),
  provider: m.optional('provider', anyText),
  options: m.or('options', labels, {}),
}))

/** One of four kinds, told apart by what they need. */
const volume: Reader<Volume> = either<Volume>(
  object((m) => ({
    kind: 'external',
    containerPath: m.required('containerPath', some, ''),
    external: m.required('external', external, { size: null, name: null, provider: null, options: {} }),
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

/** Echoed as it came, after its members are of the right kind. */
const linuxInfo: Reader<Json> = (value, path, findings) => {
  const seccomp = object((m) => [m.optional('profileName', anyText), m.optional('unconfined', bool)])
  const ipc = object((m) => [
    m.required('mode', word('PRIVATE', 'SHARE_PARENT'), 'PRIVATE'),
    m.optional('shmSize', double({})),
  ])
  const checked = object((m) => [m.optional('seccomp', seccomp), m.optional('ipcInfo', ipc)])
  return checked(value, path, findings) === undefined ? undefined : value
}

export const container: Reader<RawContainer> = object((m) => ({
  type: m.or('type', word('MESOS', 'DOCKER'), 'DOCKER'),
  docker: m.optional('docker', docker),
  portMappings: m.optional('portMappings', list(portMapping)),
  volumes: m.or('volumes', list(volume), []),
  linuxInfo: m.optional('linuxInfo', linuxInfo),
}))
