import { build, resolveConfig } from 'vite'

const root = `${import.meta.dirname}/..`

/** Builds the page with its models into `outDir`, whatever mode the caller's environment names. */
export async function buildPage(outDir: string): Promise<void> {
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production' // otherwise React could come in its development form
  await build({ root, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
  if (NODE_ENV === undefined) delete process.env['NODE_ENV']
  else process.env['NODE_ENV'] = NODE_ENV
}

/** The headers that `npm start` sends, as `Name: value`: isolation and the strict policy. */
export async function pageHeaders(): Promise<string[]> {
  const { preview } = await resolveConfig({ root, logLevel: 'warn' }, 'build', 'production')
  return Object.entries(preview.headers ?? {}).map(([name, value]) => `${name}: ${value}`)
}
