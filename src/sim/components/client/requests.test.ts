import { describe, expect, it } from 'vitest'
import { compiledStepper } from '../../charts/compile.ts'
import { connectionMachine } from './machine.ts'
import { requestFor } from './requests.ts'

const TASK = 'shop_cart.instance-b6ff5fa5-7714-11e7-a55c-5ecf1c4671f6._app.1'

/** reference/marathon.md 3 */
const ROWS = [
  [{ type: 'submitApp', app: { id: '/web' } }, 'POST /v2/apps', '/v2/apps', undefined, { id: '/web' }],
  [
    { type: 'updateApp', app: { id: 'web', cpus: 2 }, force: true },
    'PUT /v2/apps/{id}',
    '/v2/apps/web',
    { force: 'true' },
    { id: 'web', cpus: 2 },
  ],
  [
    { type: 'scaleApp', app: '/shop/cart', instances: 3 },
    'PUT /v2/apps/{id}',
    '/v2/apps/shop/cart',
    undefined,
    { instances: 3 },
  ],
  [{ type: 'restartApp', app: '/web' }, 'POST /v2/apps/{id}/restart', '/v2/apps/web/restart', undefined, undefined],
  [{ type: 'destroyApp', app: '/web' }, 'DELETE /v2/apps/{id}', '/v2/apps/web', undefined, undefined],
  [
    { type: 'destroyApp', app: '/web', force: false },
    'DELETE /v2/apps/{id}',
    '/v2/apps/web',
    { force: 'false' },
    undefined,
  ],
  [{ type: 'resetDelay', app: '/web' }, 'DELETE /v2/queue/{id}/delay', '/v2/queue/web/delay', undefined, undefined],
  [
    { type: 'killTask', task: TASK, scale: true },
    'DELETE /v2/apps/{id}/tasks/{taskId}',
    `/v2/apps/shop/cart/tasks/${TASK}`,
    { scale: 'true' },
    undefined,
  ],
  [
    { type: 'killTask', task: TASK, scale: false, wipe: true },
    'DELETE /v2/apps/{id}/tasks/{taskId}',
    `/v2/apps/shop/cart/tasks/${TASK}`,
    { wipe: 'true' },
    undefined,
  ],
] as const

describe('the requests of a client', () => {
  it.each(ROWS)('%j', (event, name, path, query, body) => {
    expect(requestFor(event)).toEqual({
      name,
      body: { path, ...(query === undefined ? {} : { query }), ...(body === undefined ? {} : { body }) },
    })
  })
})

describe('a connection of the client', () => {
  const step = (from: string, type: string) => {
    const { state, effects } = compiledStepper(connectionMachine).step({ value: from, context: {} }, { type })
    return [state.value, ...effects.map((effect) => effect.type)]
  }

  it('finds the scheduler, then opens its stream', () => {
    expect(step('looking', 'found')).toEqual(['attaching', 'stopWaiting', 'openStream', 'waitAndRetry'])
    expect(step('attaching', 'attached')).toEqual(['listening', 'stopWaiting'])
  })

  it('asks again where nobody answers, and after it broke', () => {
    expect(step('looking', 'connectRetry')).toEqual(['looking', 'stopWaiting', 'askForInfo', 'waitAndRetry'])
    expect(step('attaching', 'connectRetry')).toEqual(['looking', 'stopWaiting', 'askForInfo', 'waitAndRetry'])
    expect(step('listening', 'lost')).toEqual(['lost', 'waitAndRetry'])
    expect(step('lost', 'connectRetry')).toEqual(['looking', 'stopWaiting', 'askForInfo', 'waitAndRetry'])
  })
})
