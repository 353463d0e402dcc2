/** `app`: what `POST /v2/apps` answers to each document on an empty cluster. */
import { answerPostApp } from '#model/marathon/answer.ts'
import { readArgs } from '../args.ts'
import type { Command } from '../main.ts'
import { Problem } from '../problem.ts'
import { print, readText } from '../world.ts'

export const appCommand: Command = async (words, place) => {
  const { values } = readArgs(words, {})
  if (values.length === 0) throw new Problem('FILE: it is missing')
  const texts = values.map((file) => ({ file, text: readText(place, file) }))
  for (const { file, text } of texts) {
    const { status, body } = answerPostApp(text)
    await print(`${JSON.stringify({ file, status, body })}\n`)
  }
  return 0
}
