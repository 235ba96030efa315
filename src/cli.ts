import { capture } from './commands/capture.ts'
import { derive } from './commands/derive.ts'
import { experiment } from './commands/experiment.ts'
import { type Flags, parseCommand } from './commands/flags.ts'
import { generate } from './commands/generate.ts'
import { inspect } from './commands/inspect.ts'
import { merge } from './commands/merge.ts'
import { report } from './commands/report.ts'
import { UsageError, usage } from './commands/usage.ts'
import { verify } from './commands/verify.ts'
import { LabError } from './labError.ts'

type Command = (word: string, flags: Flags, ...more: string[]) => Promise<unknown>

const commands: Record<string, Command> = {
  inspect,
  capture,
  generate,
  derive,
  verify,
  experiment,
  merge,
  report,
}

try {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(usage)
    process.exit(0)
  }
  const { command, word, more, flags } = parseCommand(process.argv.slice(2))
  const answer = await commands[command]?.(word, flags, ...more)
  await print(answer)
  process.exit(0)
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage}`)
    process.exit(2)
  }
  if (!(error instanceof LabError)) throw error
  await print({ error: { code: error.code, message: error.message } })
  process.exit(1)
}

/** Writes one JSON document and waits until a slow reader has taken it. */
function print(value: unknown): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(`${JSON.stringify(value)}\n`, () => resolve())
  })
}
