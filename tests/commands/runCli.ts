import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** A tiny decoder's folder; it takes token ids only. */
export const tinyFolder = (name: string): string => join(root, 'tests/fixtures/tiny-decoders', name)

/** What a command printed and how it ended. */
export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs `evenkeel …` as a process of its own. */
export const evenkeel = (...args: string[]): Promise<Ended> =>
  processOf(process.execPath, inject('cli'), ...args)

/** Runs it as people do. */
export const npmRunEvenkeel = (...args: string[]): Promise<Ended> =>
  processOf('npm', 'run', '--silent', 'evenkeel', '--', ...args)

function processOf(command: string, ...args: string[]): Promise<Ended> {
  const child = spawn(command, args, { cwd: root })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/** The one JSON document of a command that did its work. */
export async function answerOf<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await evenkeel(...args)
  expect({ code, stderr: code === 0 ? '' : stderr, stdout: code === 0 ? '' : stdout }).toEqual({
    code: 0,
    stderr: '',
    stdout: '',
  })
  expect(stdout.endsWith('\n')).toBe(true)
  expect(stdout.trimEnd()).not.toContain('\n')
  return JSON.parse(stdout) as T
}

/** The refusal of a command: exit 1, and nothing on stdout but the error. */
export async function refusalOf(...args: string[]): Promise<{ code: string; message: string }> {
  const { code, stdout } = await evenkeel(...args)
  expect(code).toBe(1)
  const { error, ...rest } = JSON.parse(stdout) as { error: { code: string; message: string } }
  expect(rest).toEqual({})
  expect(Object.keys(error)).toEqual(['code', 'message'])
  expect(error.message).toMatch(/[.]$/)
  return error
}

/** Numbers as the command line writes them. */
export interface Encoded {
  shape: number[]
  float32: string
}

/** Decodes base64 of little-endian float32, by Node's own means, and checks the shape. */
export function floats({ shape, float32 }: Encoded): Float32Array {
  const bytes = Buffer.from(float32, 'base64')
  expect(bytes.length).toBe(4 * shape.reduce((product, size) => product * size, 1))
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i))
}

export const encode = (values: Float32Array): Encoded => ({
  shape: [values.length],
  float32: Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64'),
})

export const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T

/** max |a − b|. */
export function off(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length)
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0)
}
