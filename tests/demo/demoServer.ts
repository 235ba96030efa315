import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemoFolder } from '../../demo/demoFolder.ts'

export const largeSize = 120_000_000

/** A page of a few files, one of them as large as a model, made into a demo folder and moved under an awkward name. */
export async function movedDemo(headers: readonly string[]): Promise<string> {
  const workshop = mkdtempSync(join(tmpdir(), 'evenkeel-demo-'))
  const page = join(workshop, 'page')
  mkdirSync(join(page, 'assets'), { recursive: true })
  mkdirSync(join(page, 'models/Tiny-1'), { recursive: true })
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Stand-in</title>')
  for (const name of ['a.js', 'a.css', 'a.wasm', 'a.svg', 'a.png', 'a.onnx', 'a.bin', 'empty.txt'])
    writeFileSync(join(page, 'assets', name), name === 'empty.txt' ? '' : `contents of ${name}`)
  writeFileSync(join(page, 'site.webmanifest'), '{}')
  writeFileSync(join(page, 'models/Tiny-1/LICENSE'), 'free')
  writeFileSync(join(page, 'models/Tiny-1/config.json'), '{}')
  writeFileSync(join(page, 'models/Tiny-1/weights.onnx_data'), 'begin')
  truncateSync(join(page, 'models/Tiny-1/weights.onnx_data'), largeSize)
  await makeDemoFolder({ page, headers }, join(workshop, 'made'))
  writeFileSync(join(workshop, 'secret.txt'), 'not for the browser')
  const moved = join(workshop, 'Übung 3, auf dem Stick')
  cpSync(join(workshop, 'made'), moved, { recursive: true })
  writeFileSync(join(moved, 'secret.txt'), 'not for the browser')
  return moved
}

/** A folder of programs for PATH that holds these and what the script itself calls. */
export function pathWith(...programs: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-path-'))
  for (const name of ['dirname', ...programs])
    symlinkSync(systemProgram(name) ?? `/usr/bin/${name}`, join(folder, name))
  return folder
}

/** Where the system has a program, or null: only of the folders that every system's PATH has. */
export const systemProgram = (name: string): string | null =>
  ['/usr/bin', '/bin'].map((folder) => join(folder, name)).find(existsSync) ?? null

export class DemoServer {
  readonly process: ChildProcess
  readonly url: string
  readonly port: number

  private constructor(process: ChildProcess, url: string) {
    this.process = process
    this.url = url
    this.port = Number(new URL(url).port)
  }

  /**
   * Starts a script of the demo folder in another folder, with nothing in its environment but PATH, HOME and `more`;
   * without `more`, the word that no browser is wanted.
   */
  static async start(
    script: string,
    path = '/usr/bin:/bin',
    more: Record<string, string> = { EVENKEEL_NO_BROWSER: '1' },
  ): Promise<DemoServer> {
    const server = spawn('/bin/sh', [script], {
      cwd: '/',
      env: { PATH: path, HOME: '/nonexistent', ...more },
    })
    let said = ''
    for (const stream of [server.stdout, server.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    const ended = once(server, 'exit')
    const url = new Promise<string>((resolve) => {
      server.stdout.on('data', () => {
        const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)
        if (found) resolve(found[0])
      })
    })
    const first = await Promise.race([url, ended.then(() => null)])
    if (first === null) throw new Error(said)
    return new DemoServer(server, first)
  }

  fetch(path: string, init?: RequestInit): Promise<Response> {
    return fetch(this.url + path, init)
  }

  /** Sends these bytes as they are and returns all that comes back: `fetch` would tidy a path first. */
  raw(request: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write(request, 'latin1'))
      let answer = ''
      socket.setEncoding('latin1').on('data', (text: string) => {
        answer += text
      })
      socket.on('end', () => resolve(answer)).on('error', reject)
    })
  }

  /** Ends the server by its own process id and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return
    const gone = once(this.process, 'exit')
    this.process.kill('SIGTERM')
    await gone
  }
}
