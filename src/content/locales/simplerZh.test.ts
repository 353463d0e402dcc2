import { describe, expect, it } from 'vitest'
import { MESSAGE_ENTRIES } from '#model/messages/index.ts'
import { ruleReceipts } from '#model/receipts.ts'
import { SIMPLER, simplerInChinese } from './simplerZh.ts'

const said = new Set([...MESSAGE_ENTRIES, ...ruleReceipts()].flatMap(({ receipt }) => receipt.simplified ?? []))

describe('what receipts say of simpler things, in Chinese', () => {
  it('is there for every sentence, and for none that nobody says', () => {
    expect([...said].filter((sentence) => simplerInChinese(sentence) === null)).toEqual([])
    expect(SIMPLER.filter((sentence) => !said.has(sentence))).toEqual([])
  })

  it('is Chinese', () => {
    const other = SIMPLER.filter((sentence) => !/\p{Script=Han}/u.test(simplerInChinese(sentence) ?? ''))
    expect(other).toEqual([])
  })

  it('is null for a sentence of somebody else', () => {
    expect(simplerInChinese('anything at all')).toBeNull()
  })
})
