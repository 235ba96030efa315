// Writes docs/results/experiments.md from the results beside it: npx tsx docs/results/overview.ts
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readJson } from '../../src/commands/flags.ts'
import { parseResult } from '../../src/commands/resultFile.ts'
import { effectText } from '../../src/experiments/effect.ts'
import { experimentNames } from '../../src/experiments/experiment.ts'
import type { ExperimentResult } from '../../src/experiments/result.ts'
import { differences } from './differences.ts'
import { studyFindings } from './studyFindings.ts'

const folder = import.meta.dirname
const results: ExperimentResult[] = []
for (const name of experimentNames) {
  const path = join(folder, name, 'result.json')
  if (existsSync(path)) results.push(parseResult(await readJson(path)))
}

const rowsOf = ({ experiment, claims }: ExperimentResult): string[] =>
  claims.map(({ name, verdict, effects: [effect] }) => {
    const found = effect ? effectText(effect) : ''
    return `| ${name} | **${verdict}** | ${found} | ${studyFindings[experiment]?.[name] ?? ''} |`
  })

const sections = results.map((result) => {
  const { experiment, title, question } = result
  const why = differences[experiment]
  return [
    `## ${title}`,
    `${question} [Report](${experiment}/report.md), [items](${experiment}/items.csv), [result](${experiment}/result.json).`,
    ['| claim | verdict | effect [95 %] | study |', '|---|---|---|---|', ...rowsOf(result)].join(
      '\n',
    ),
    ...(why ? [why] : []),
  ].join('\n\n')
})
const [first] = results
const text = `# The experiments on the bundled model

Made by \`experiment NAME\` of the command line, and shown as *recorded* in the room Experiments. Verdicts follow rules that are in the code and in each report. “Study” is the earlier study of this model, made with PyTorch; where it names its own SD, its unit differs from ours. ${first ? `Model: ${first.model.name}, ${first.model.weights} on ${first.model.device === 'wasm' ? 'the CPU' : 'the GPU'}, ${first.model.threads} threads.` : ''}

${sections.join('\n\n')}
`
await writeFile(join(folder, 'experiments.md'), text)
