import { spawnSync } from 'node:child_process'
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { filesBelow } from '../../demo/demoFolder.ts'
import { DemoServer } from '../demo/demoServer.ts'
import { full } from '../full.ts'
import { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'

const root = join(import.meta.dirname, '../..')

describe.runIf(full && process.platform === 'linux')('the demo folder, made and moved', () => {
  let workshop: string
  let folder: string
  beforeAll(() => {
    workshop = mkdtempSync(join(tmpdir(), 'evenkeel-demo-'))
    const made = spawnSync(process.execPath, ['--import', 'tsx', 'demo/make.ts', workshop], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(made.status, made.stderr).toBe(0)
    expect(made.stdout).toMatch(/evenkeel-demo\.zip +1\d\d\.\d MB/)
    folder = join(workshop, 'Übung 3, auf dem Stick')
    renameSync(join(workshop, 'evenkeel-demo'), folder)
  }, 300_000)
  afterAll(() => rmSync(workshop, { recursive: true }))

  it('is started by its script with the bare PATH of the system, and the model writes live in an isolated page', async ({
    browser,
  }) => {
    const before = await filesBelow(folder)
    const server = await DemoServer.start(join(folder, 'start-on-linux.sh'))
    const lab = await LabPage.open(browser, server.url)
    try {
      await lab.goto('lab')
      await lab.waitForModel()
      const status = await lab.status.textContent()
      expect(status).toMatch(/^Ready · SmolLM2-135M-Instruct · .*checked against reference/)
      expect(await lab.page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true)
      await lab.setNumber('New tokens', 12)
      await lab.steerTo(0.2)
      await lab.run()
      const baseline = await lab.text('Baseline')
      const steered = await lab.tokens('Steered')
      expect(steered).toHaveLength(12)
      expect(steered.map(({ text }) => text).join('')).not.toBe(baseline)
      expectQuiet(lab)
      expect(await filesBelow(folder)).toEqual(before)
    } finally {
      await lab.page.context().close()
      await server.stop()
    }
  })
})
