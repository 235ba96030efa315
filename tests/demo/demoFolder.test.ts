import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filesBelow, makeDemoFolder } from '../../demo/demoFolder.ts'
import { zipFolder } from '../../demo/demoZip.ts'
import { systemProgram } from './demoServer.ts'

const headers = ['Cross-Origin-Embedder-Policy: require-corp']
const weights = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => (index * 7919) % 251))
let workshop: string
let page: string
let made: string

beforeEach(() => {
  workshop = mkdtempSync(join(tmpdir(), 'evenkeel-make-'))
  page = join(workshop, 'page')
  made = join(workshop, 'evenkeel-demo')
  mkdirSync(join(page, 'models'), { recursive: true })
  writeFileSync(join(page, 'index.html'), '<!doctype html>')
  writeFileSync(join(page, 'models/model.onnx_data'), weights)
})
afterEach(() => rmSync(workshop, { recursive: true }))

describe('the demo folder', () => {
  it('holds the page, a start script for each system, the servers and one page to read', async () => {
    await makeDemoFolder({ page, headers }, made)
    expect(await filesBelow(made)).toEqual([
      'README.txt',
      'Start on Windows.bat',
      'Start on macOS.command',
      'app/index.html',
      'app/models/model.onnx_data',
      'server/busybox.conf',
      'server/headers.txt',
      'server/serve-busybox.sh',
      'server/serve.pl',
      'server/serve.ps1',
      'server/serve.py',
      'server/types.txt',
      'start-on-linux.sh',
    ])
    expect(read('server/headers.txt')).toBe(`${headers[0]}\nCache-Control: no-cache\n`)
    expect(read('server/busybox.conf')).toContain('\n.wasm:application/wasm\n')
    expect(read('server/busybox.conf')).toContain('\n.js:text/javascript;charset=utf-8\n')
  })

  it('has the line ends that each system can read, and plain characters where Windows guesses', async () => {
    await makeDemoFolder({ page, headers }, made)
    for (const path of ['Start on Windows.bat', 'server/serve.ps1', 'README.txt'])
      expect(
        read(path)
          .match(/\r?\n/g)
          ?.every((end) => end === '\r\n'),
      ).toBe(true)
    for (const path of ['Start on macOS.command', 'start-on-linux.sh', 'server/serve.pl'])
      expect(read(path)).not.toContain('\r')
    for (const path of ['Start on Windows.bat', 'server/serve.ps1', 'server/headers.txt'])
      expect(read(path)).toMatch(/^[\r\n\x20-\x7e]*$/)
    expect(read('README.txt')).toMatch(/^\uFEFF/) // old Notepads read UTF-8 only after this mark
  })

  it.runIf(process.platform !== 'win32')('can be started where it lies', async () => {
    await makeDemoFolder({ page, headers }, made)
    const mode = (path: string) => statSync(join(made, path)).mode & 0o777
    expect(mode('start-on-linux.sh')).toBe(0o755)
    expect(mode('Start on macOS.command')).toBe(0o755)
    expect(mode('README.txt')).toBe(0o644)
  })

  it('is refused for a page with a name that its servers would not hand out', async () => {
    writeFileSync(join(page, 'my model.onnx'), '')
    await expect(makeDemoFolder({ page, headers }, made)).rejects.toMatchObject({
      name: 'LabError',
      code: 'bad-input',
      message: expect.stringContaining('rename my model.onnx.'),
    })
  })

  it('is refused for a folder without a built page', async () => {
    rmSync(join(page, 'index.html'))
    await expect(makeDemoFolder({ page, headers }, made)).rejects.toMatchObject({
      code: 'missing-file',
      message: expect.stringContaining('build the page first'),
    })
  })
})

describe('the zip of the demo folder', () => {
  it('gives back every byte', async () => {
    const zip = await zipped()
    const entries = unzipSync(readFileSync(zip))
    const paths = await filesBelow(made)
    expect(Object.keys(entries)).toEqual(paths.map((path) => `evenkeel-demo/${path}`))
    for (const path of paths)
      expect(
        Buffer.compare(entries[`evenkeel-demo/${path}`]!, readFileSync(join(made, path))),
      ).toBe(0)
  })

  it('is the same from the same files, whenever they were written', async () => {
    const zip = await zipped()
    const first = readFileSync(zip)
    for (const path of await filesBelow(made)) utimesSync(join(made, path), 1e9, 1e9)
    await zipFolder(made, zip)
    expect(Buffer.compare(readFileSync(zip), first)).toBe(0)
  })

  it.runIf(systemProgram('python3'))('is sound to Python, scripts executable in it', async () => {
    const zip = await zipped()
    const look = [
      'import json, sys, zipfile',
      'archive = zipfile.ZipFile(sys.argv[1])',
      'assert archive.testzip() is None',
      'print(json.dumps({i.filename: [oct(i.external_attr >> 16), i.create_system, i.date_time[0]] for i in archive.infolist()}))',
    ].join('\n')
    const { status, stdout, stderr } = spawnSync(systemProgram('python3') ?? '', ['-c', look, zip])
    expect([status, String(stderr)]).toEqual([0, ''])
    const infos = JSON.parse(String(stdout))
    expect(infos['evenkeel-demo/start-on-linux.sh']).toEqual(['0o100755', 3, 2026])
    expect(infos['evenkeel-demo/Start on macOS.command']).toEqual(['0o100755', 3, 2026])
    expect(infos['evenkeel-demo/app/models/model.onnx_data']).toEqual(['0o100644', 3, 2026])
  })

  it.runIf(systemProgram('unzip'))('unpacks with unzip, scripts executable on disk', async () => {
    const zip = await zipped()
    const out = join(workshop, 'unpacked')
    const { status, stderr } = spawnSync('unzip', ['-q', zip, '-d', out])
    expect([status, String(stderr)]).toEqual([0, ''])
    expect(statSync(join(out, 'evenkeel-demo/start-on-linux.sh')).mode & 0o777).toBe(0o755)
    const data = readFileSync(join(out, 'evenkeel-demo/app/models/model.onnx_data'))
    expect(Buffer.compare(data, weights)).toBe(0)
  })

  it('is refused above 4 GB, before a byte is written', async () => {
    await makeDemoFolder({ page, headers }, made)
    truncateSync(join(made, 'app/models/model.onnx_data'), 2 ** 32)
    const zip = join(workshop, 'evenkeel-demo.zip')
    await expect(zipFolder(made, zip)).rejects.toMatchObject({ code: 'bad-input' })
    expect(await filesBelow(workshop)).not.toContain('evenkeel-demo.zip')
  })
})

const read = (path: string): string => readFileSync(join(made, path), 'utf8')

async function zipped(): Promise<string> {
  await makeDemoFolder({ page, headers }, made)
  const zip = join(workshop, 'evenkeel-demo.zip')
  await zipFolder(made, zip)
  return zip
}
