import { describe, expect, it } from 'vitest'
import { type Row, walked } from '../tables.fixture.ts'
import { processMachine } from './processMachine.ts'

/** bcs-process.md 4.1, 5.1 to 5.4. */
const STAGING: readonly Row[] = [
  { from: 'known', event: { type: 'create' }, to: 'staging.locking', effects: ['store', 'takeLock'] },
  {
    from: 'staging.locking',
    event: { type: 'locked', needsRegistry: true },
    to: 'staging.metadata',
    effects: ['askMetadata'],
  },
  { from: 'staging.locking', event: { type: 'locked', needsRegistry: false }, to: 'staging.executing' },
  {
    from: 'staging.metadata',
    event: { type: 'md5', cached: true },
    to: 'staging.executing',
    effects: ['link', 'execStart'],
  },
  {
    from: 'staging.metadata',
    event: { type: 'md5', cached: false },
    to: 'staging.downloading',
    effects: ['askPackage'],
  },
  { from: 'staging.downloading', event: { type: 'package', unpackMs: 500 }, to: 'staging.unpacking' },
  {
    from: 'staging.executing',
    event: { type: 'startCmd', exitCode: 0 },
    to: 'starting',
    effects: ['noteStarted', 'store', 'armGrace'],
  },
  {
    from: 'staging.executing',
    event: { type: 'startCmd', exitCode: 1 },
    to: 'stopped',
    effects: ['noteFailed', 'store'],
  },
  { from: 'staging.downloading', event: { type: 'failed' }, to: 'stopped', effects: ['noteFailed', 'store'] },
  { from: 'staging.executing', event: { type: 'check', found: true }, to: 'staging.executing', effects: [] },
  { from: 'staging.executing', event: { type: 'stop' }, to: 'staging.executing', effects: [] },
  { from: 'staging.executing', event: { type: 'delete' }, to: 'staging.executing', effects: [] },
]

const ALIVE: readonly Row[] = [
  { from: 'starting', event: { type: 'check', inGrace: true, found: false }, to: 'starting', effects: [] },
  {
    from: 'starting',
    event: { type: 'check', inGrace: false, found: true },
    to: 'running',
    effects: ['stopGrace', 'noteRunning', 'store'],
  },
  {
    from: 'starting',
    event: { type: 'check', inGrace: false, found: false },
    to: 'stopped',
    effects: ['stopGrace', 'noteFailed', 'store'],
  },
  { from: 'starting', event: { type: 'stop' }, to: 'starting', effects: ['refuseStop'] },
  { from: 'running', event: { type: 'check', found: true }, to: 'running', effects: [] },
  { from: 'running', event: { type: 'check', found: false }, to: 'stopped', effects: ['noteFailed', 'store'] },
  { from: 'running', event: { type: 'stop' }, to: 'stopping.command', effects: ['store', 'execStop'] },
  { from: 'running', event: { type: 'delete' }, to: 'running', effects: [] },
]

const ENDING: readonly Row[] = [
  { from: 'stopping.command', event: { type: 'stop' }, to: 'stopping.command', effects: ['refuseStop'] },
  { from: 'stopping.command', event: { type: 'stopCmd' }, to: 'stopping.polling', effects: ['startPolling'] },
  { from: 'stopping.command', event: { type: 'stopCmd', panics: true }, to: 'stopping.hung' },
  { from: 'stopping.polling', event: { type: 'stopLook' }, to: 'stopping.polling', effects: ['poll'] },
  {
    from: 'stopping.polling',
    event: { type: 'stopPoll', found: false },
    to: 'stopped',
    effects: ['stopPolling', 'noteDone', 'store'],
  },
  {
    from: 'stopping.polling',
    event: { type: 'stopTimeout' },
    to: 'stopping.killing',
    effects: ['stopPolling', 'kill'],
  },
  { from: 'stopping.killing', event: { type: 'killed', gone: true }, to: 'stopped', effects: ['noteDone', 'store'] },
  {
    from: 'stopping.killing',
    event: { type: 'killed', gone: false },
    to: 'running',
    effects: ['noteSurvived', 'store'],
  },
  { from: 'stopping.hung', event: { type: 'stop' }, to: 'stopping.hung', effects: ['refuseStop'] },
  { from: 'stopped', event: { type: 'stop' }, to: 'stopped', effects: ['answerStop'] },
  { from: 'stopped', event: { type: 'check', found: true }, to: 'stopped', effects: [] },
  { from: 'stopped', event: { type: 'delete' }, to: 'deleted', effects: ['forget'] },
]

const READ_BACK: readonly Row[] = [
  { from: 'known', event: { type: 'was staging' }, to: 'staging.lost' },
  { from: 'known', event: { type: 'was starting' }, to: 'starting' },
  { from: 'known', event: { type: 'was running' }, to: 'running' },
  { from: 'known', event: { type: 'was stopping' }, to: 'stopping.hung' },
  { from: 'known', event: { type: 'was stopped' }, to: 'stopped' },
]

describe('a process as its daemon sees it', () => {
  it.each([...STAGING, ...ALIVE, ...ENDING])('$from, $event: $to', (row) => {
    expect(walked(processMachine, row)).toEqual(row)
  })

  it.each(READ_BACK)('is read back after a restart: $event.type', (row) => {
    expect(walked(processMachine, row)).toEqual(row)
  })
})
