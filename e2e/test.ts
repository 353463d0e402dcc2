/** Tests with the page object, still: playing goes in steps, so that nothing waits for an animation. */
import { test as base } from '@playwright/test'
import { Mesoscope } from './pages/mesoscope.ts'
import { SubmitDialog } from './pages/submit.ts'

export const test = base.extend<{ mesoscope: Mesoscope; submit: SubmitDialog }>({
  mesoscope: async ({ page }, provide) => provide(new Mesoscope(page)),
  submit: async ({ mesoscope }, provide) => provide(new SubmitDialog(mesoscope)),
})
export { expect } from '@playwright/test'
