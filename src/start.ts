/** The page's first script, a few lines: it starts the worker and then asks for the page. */
import { startFirst } from './simulator.ts'

startFirst()
void import('./main.tsx')
