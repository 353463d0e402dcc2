/** Which terms of the glossary a lesson uses first at which step: their entries are shown there, before they are needed again. */
import type { BothWords, Lesson, LessonStep } from '#model/lesson.ts'

export interface TermWords {
  readonly id: string
  readonly en: string
  readonly zh: string
}

type Lang = keyof BothWords

/** The term itself: without what stands in brackets or behind a comma. */
function bare(term: TermWords, lang: Lang): string {
  return (term[lang].split(/[(（,、]/)[0] as string).trim()
}

function pattern(term: TermWords, lang: Lang): RegExp {
  const word = bare(term, lang).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return lang === 'zh' ? new RegExp(word, 'u') : new RegExp(`\\b${word.replace(/e$/, 'e?')}(s|es|d|ed|ing)?\\b`, 'iu')
}

function textOf({ headline, text, goal }: LessonStep, lang: Lang): string {
  return [headline, text, ...(goal ? [goal.text, goal.hint] : [])].map((words) => words[lang]).join(' ')
}

/** For each step the terms that no step before it used, in the glossary's order. */
export function termsOfSteps<T extends TermWords>(lesson: Lesson, terms: readonly T[], lang: Lang): readonly T[][] {
  const waiting = new Map(terms.map((term) => [term, pattern(term, lang)]))
  return lesson.steps.map((step) => {
    const text = textOf(step, lang)
    const found = [...waiting].flatMap(([term, wanted]) => (wanted.test(text) ? [term] : []))
    for (const term of found) waiting.delete(term)
    return found
  })
}
