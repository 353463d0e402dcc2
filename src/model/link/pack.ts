/** JSON values as base64url of raw deflate. */
import { fromBase64url, toBase64url } from '#base/base64url.ts'
import { type Result, err, ok } from '#base/result.ts'
import { readUtf8, writeUtf8 } from '#base/utf8.ts'
import { type Deflate, type Inflate, type LinkProblem, MAX_PACKED, MAX_UNPACKED } from './types.ts'

export function problem(code: LinkProblem['code'], about: string, message: string): LinkProblem {
  return { code, about, message }
}

export function utf8(text: string): Uint8Array {
  const room = new Uint8Array(text.length * 3)
  return room.slice(0, writeUtf8(room, 0, text))
}

export async function pack(value: unknown, deflate: Deflate): Promise<Result<string, LinkProblem>> {
  const tooLarge = 'this scenario is too large for a link; save it as a file'
  const text = utf8(JSON.stringify(value))
  if (text.length > MAX_UNPACKED) return err(problem('tooLarge', 'scenario', tooLarge))
  const packed = await deflate(text)
  return packed.length > MAX_PACKED ? err(problem('tooLarge', 'scenario', tooLarge)) : ok(toBase64url(packed))
}

/** The unpacked JSON value. `what` names the part of the link in the sentence. */
export async function unpack(
  data: string,
  what: 'scenario' | 'changes',
  inflate: Inflate,
): Promise<Result<unknown, LinkProblem>> {
  const part = what === 'scenario' ? 'the scenario in this link is' : 'the changes in this link are'
  if (data.length > (MAX_PACKED / 3) * 4 + 4) return err(problem('tooLarge', what, `${part} longer than 64 kB`))
  const packed = fromBase64url(data)
  if (packed === null) return err(problem('letters', what, `${part} not base64url: cut short or changed on the way`))
  try {
    const text = await inflate(packed, MAX_UNPACKED)
    return ok(JSON.parse(readUtf8(text, 0, text.length)))
  } catch (caught) {
    return err(
      caught instanceof RangeError
        ? problem('tooLarge', what, `${part} more than 2 MB when unpacked`)
        : problem('damaged', what, `${part} damaged and cannot be unpacked`),
    )
  }
}
