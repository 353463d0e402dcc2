/** `receipts`: where everything that is simulated is from, a line each: kind, name, source, and how ours is simpler. */
import { MESSAGE_ENTRIES } from '#model/messages/index.ts'
import { ruleReceipts, taskReasonReceipt } from '#model/receipts.ts'
import { TASK_REASONS } from '#model/taskReasons.ts'
import { readArgs } from '../args.ts'
import type { Command } from '../main.ts'
import { print } from '../world.ts'

export const receiptsCommand: Command = async (words) => {
  readArgs(words, {})
  const messages = MESSAGE_ENTRIES.map(({ name, from, to, receipt }) => ({
    kind: 'message',
    name: `${from} > ${to} ${name}`,
    receipt,
  }))
  const reasons = TASK_REASONS.flatMap((name) => {
    const receipt = taskReasonReceipt(name)
    return receipt ? [{ kind: 'reason', name, receipt }] : []
  })
  for (const { kind, name, receipt } of [...messages, ...ruleReceipts(), ...reasons])
    await print(`${[kind, name, receipt.source, receipt.simplified ?? ''].join('\t')}\n`)
  return 0
}
