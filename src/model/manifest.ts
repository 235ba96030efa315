import * as v from 'valibot'
import { LabError } from '../labError.ts'
import { sha256Hex } from '../steering/hash.ts'

/** Sizes and hashes of a model's files, shipped beside them as manifest.json. */
export interface Manifest {
  files: Record<string, { bytes: number; sha256: string }>
}

const schema = v.object({
  files: v.record(
    v.string(),
    v.object({
      bytes: v.pipe(v.number(), v.integer()),
      sha256: v.pipe(v.string(), v.hexadecimal()),
    }),
  ),
})

export const manifestPath = 'manifest.json'

/** Parses manifest.json. Throws LabError `bad-file`. */
export function parseManifest(value: unknown): Manifest {
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return parsed.output
  throw new LabError(
    'bad-file',
    `${manifestPath} is damaged: ${parsed.issues[0].message}. Fetch the model folder again.`,
  )
}

/**
 * Checks a file against the manifest: its size, then its SHA-256.
 * Throws LabError `bad-file` for a wrong size, `wrong-hash` for other content.
 */
export async function verifyFile(
  manifest: Manifest | null,
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const expected = manifest?.files[path]
  if (!expected) return
  if (bytes.byteLength !== expected.bytes)
    throw new LabError(
      'bad-file',
      `${path} is ${bytes.byteLength < expected.bytes ? 'cut short' : 'too long'}: ${bytes.byteLength.toLocaleString('en-US')} bytes, ${expected.bytes.toLocaleString('en-US')} expected. Fetch it again.`,
    )
  if ((await sha256Hex(bytes)) !== expected.sha256.toLowerCase())
    throw new LabError(
      'wrong-hash',
      `${path} is not the file that the manifest names (its SHA-256 differs). Fetch it again.`,
    )
}
