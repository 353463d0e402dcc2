/** The page's first script, a few lines: it starts the worker and then asks for the page. */
import { startFirst } from './simulator.ts'

startFirst()
/** Programs may await `ready` as soon as the page is loaded; the other words come onto the same object with the page. */
const ready = import('./main.tsx').then((page) => page.ready)
Object.assign(window, { mesoscope: { ready } })
