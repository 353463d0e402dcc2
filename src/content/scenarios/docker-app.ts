import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * The documentation's example: Marathon runs a container from a Docker image. The agent is larger than the app, so that the rest
 * of the offer comes back after step 6, and the image is pulled before the task runs (dcos-launch.md 1.2, 3).
 */
export const DOCKER_APP: ScenarioDocument = {
  version: 1,
  title: { en: 'An app from a Docker image', zh: '来自 Docker 镜像的应用' },
  seed: 3,
  agents: [{ id: 'agent-1', resources: 'cpus:4;mem:2048;ports:[31000-32000]' }],
  frameworks: [{ id: 'marathon', kind: 'marathon' }],
  actions: [
    {
      atMs: 6400,
      do: 'submitApp',
      framework: 'marathon',
      app: {
        id: '/web',
        cpus: 1,
        mem: 128,
        networks: [{ mode: 'container/bridge' }],
        container: {
          type: 'DOCKER',
          docker: { image: 'nginx:1.27' },
          portMappings: [{ containerPort: 80, hostPort: 0, name: 'http' }],
        },
      },
    },
  ],
  untilMs: 13_000,
}
