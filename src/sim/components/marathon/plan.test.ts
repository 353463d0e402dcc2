import { describe, expect, it } from 'vitest'
import { parseApp } from '#model/marathon/answer.ts'
import type { App } from '#model/marathon/shape.ts'
import type { RunSpec } from './books.ts'
import { makePlan, planSteps } from './plan.ts'

function anApp(id: string, keys: object = {}): App {
  const app = parseApp({ id, cmd: 'sleep 1', ...keys })
  if (!app.ok) throw new Error(JSON.stringify(app.error.body))
  return app.value
}

function spec(id: string, version: number, configVersion = version, keys: object = {}): readonly [string, RunSpec] {
  return [id, { app: anApp(id, keys), version, lastScalingAt: version, configVersion }]
}

function told(original: readonly (readonly [string, RunSpec])[], target: readonly (readonly [string, RunSpec])[]) {
  const steps = planSteps({ original: new Map(original), target: new Map(target) })
  return steps.map((actions) => actions.map(({ action, app }) => `${action.replace('Application', '')} ${app}`))
}

/** reference/marathon.md 8.1 */
describe('a deployment plan', () => {
  it('starts and scales a new app', () => {
    expect(told([], [spec('/a', 1)])).toEqual([['Start /a'], ['Scale /a']])
  })

  it('only scales where only the number of instances changed', () => {
    expect(told([spec('/a', 1)], [spec('/a', 2, 1)])).toEqual([['Scale /a']])
  })

  it('restarts where the configuration changed', () => {
    expect(told([spec('/a', 1)], [spec('/a', 2)])).toEqual([['Restart /a']])
  })

  it('scales to nothing whatever else changed', () => {
    expect(told([spec('/a', 1)], [spec('/a', 2, 2, { instances: 0 })])).toEqual([['Scale /a']])
  })

  it('stops what disappears, before all else', () => {
    expect(told([spec('/a', 1)], [])).toEqual([['Stop /a']])
    expect(told([spec('/a', 1)], [spec('/b', 2)])).toEqual([['Stop /a'], ['Start /b'], ['Scale /b']])
  })

  it('leaves what did not change alone', () => {
    expect(told([spec('/a', 1)], [spec('/a', 1)])).toEqual([])
  })

  it('scales what others depend on first', () => {
    const web = spec('/web', 1, 1, { dependencies: ['/db'] })
    expect(told([], [web, spec('/db', 1)])).toEqual([['Start /db', 'Start /web'], ['Scale /db'], ['Scale /web']])
  })

  it('follows dependencies on groups, and over several levels', () => {
    const target = [
      spec('/front', 1, 1, { dependencies: ['/shop'] }),
      spec('/shop/cart', 1, 1, { dependencies: ['/shop/db'] }),
      spec('/shop/db', 1),
    ]
    expect(told([], target).slice(1)).toEqual([['Scale /shop/db'], ['Scale /shop/cart'], ['Scale /front']])
  })

  it('follows dependencies through apps that stay as they are', () => {
    const web = (version: number) => spec('/web', version, version, { dependencies: ['/mid'] })
    const mid = spec('/mid', 1, 1, { dependencies: ['/db'] })
    expect(told([web(1), mid, spec('/db', 1)], [web(2), mid, spec('/db', 2)])).toEqual([
      ['Restart /db'],
      ['Restart /web'],
    ])
  })

  it('names the apps that it touches', () => {
    const change = {
      original: new Map([spec('/a', 1), spec('/b', 1)]),
      target: new Map([spec('/a', 2), spec('/b', 1)]),
    }
    expect(makePlan('id', 2, change).affectedApps).toEqual(['/a'])
  })
})
