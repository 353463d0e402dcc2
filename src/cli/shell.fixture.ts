/** The program as somebody at a terminal has it: a folder of its own for each test, and what is printed there. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'
import { main } from './main.ts'

class Shell {
  folder = ''
  /** All of the standard output since the test began, or since it was emptied. */
  out = ''
  problems: string[] = []

  /** The exit status. */
  run(...words: string[]): Promise<number> {
    return main(words, { cwd: this.folder, root: this.folder })
  }

  /** Writes a file into the folder, JSON where it is no text; gives back its name. */
  file(name: string, value: unknown): string {
    writeFileSync(path.join(this.folder, name), typeof value === 'string' ? value : JSON.stringify(value))
    return name
  }
}

/** Made anew before each test of the file. */
export function shellForEach(): Shell {
  const shell = new Shell()
  beforeEach(() => {
    Object.assign(shell, { folder: mkdtempSync(path.join(tmpdir(), 'mesoscope-')), out: '', problems: [] })
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      shell.out += String(text)
      return true
    })
    vi.spyOn(console, 'error').mockImplementation((line) => void shell.problems.push(String(line)))
  })
  afterEach(() => {
    vi.restoreAllMocks()
    process.stdout.removeAllListeners('error')
    rmSync(shell.folder, { recursive: true, force: true })
  })
  return shell
}
