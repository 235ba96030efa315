import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '../model/folders.ts'
import { answerOf, tinyFolder } from './runCli.ts'
import { tinyReference } from './tinyReference.ts'

interface Verified {
  checks: { name: string; error: number; tolerance: number; ok: boolean }[]
  ok: boolean
}

const folders = temporaryFolders()
const fused = tinyFolder('llama-fused')

describe('evenkeel verify', { timeout: 120_000 }, () => {
  const verify = (folder: string, golden: string, ...flags: string[]) =>
    answerOf<Verified>('verify', folder, '--golden', golden, ...flags)

  it.each(['fp32', 'q4'])('finds a tiny decoder in %s within its tolerances', async (dtype) => {
    const { checks, ok } = await verify(fused, join(fused, 'golden.json'), '--dtype', dtype)
    expect(ok).toBe(true)
    expect(checks.length).toBeGreaterThan(3)
    for (const check of checks) {
      expect(Object.keys(check)).toEqual(['name', 'error', 'tolerance', 'ok'])
      expect(check.error).toBeLessThanOrEqual(check.tolerance)
      expect(check.ok).toBe(true)
    }
  })

  it('says which check is off, and still ends with 0', async () => {
    const golden = tinyReference('llama-fused')
    golden.prompts[0]!.greedy[3]! += 1
    const path = join(folders.empty(), 'golden.json')
    writeFileSync(path, JSON.stringify(golden))
    const { checks, ok } = await verify(fused, path, '--dtype', 'fp32')
    expect(ok).toBe(false)
    expect(checks.filter((check) => !check.ok)).toEqual([
      { name: 'plain: greedy ids that differ', error: 1, tolerance: 0, ok: false },
    ])
  })
})
