import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import type { Claim, Ground } from '../experiment.ts'
import type { Figure } from '../figure.ts'
import type { Table } from '../table.ts'
import { buildUpClaim, lastMessageClaim, levelClaim } from './pressureAnalysis.ts'
import { curveFigure, gapFigure, historyFigure } from './pressureFigures.ts'
import { type Story, type Transcripts, transcriptBlocks } from './transcript.ts'
import { type Look, lookAt } from './transcriptReadings.ts'

interface TranscriptFindings {
  claims: Claim[]
  figures: Figure[]
  rows: Table['rows'] // as the choices have them
}

/** What the transcripts say, whole or so far; nothing while there are fewer than three stories. */
export async function analyzeTranscripts(
  told: readonly { story: Story; found: Transcripts }[],
  ground: Ground,
  seeds: { bootstrap: number; random: number },
): Promise<TranscriptFindings> {
  const found: TranscriptFindings = { claims: [], figures: [], rows: [] }
  if (told.length < 3) return found
  const looks: Look[] = []
  for (const block of transcriptBlocks(ground)) {
    const look = await lookAt(block, told, ground, seeds.random)
    if (look) looks.push(look)
  }
  const stories = told.map(({ story }) => story)
  found.rows = looks.flatMap((look) => rowsOf(look, stories))
  const [look, ...further] = looks
  if (look?.block !== ground.blocks.steer) return found
  for (const judged of [levelClaim, buildUpClaim, lastMessageClaim]) {
    found.claims.push(judged([look, ...further], seeds.bootstrap))
    await yieldToEvents()
  }
  found.figures.push(curveFigure(look, seeds.bootstrap))
  await yieldToEvents()
  found.figures.push(gapFigure(look, stories, found.claims, seeds.bootstrap))
  await yieldToEvents()
  found.figures.push(historyFigure(look, seeds.bootstrap))
  await yieldToEvents()
  return found
}

const rowsOf = ({ block, stories }: Look, named: readonly { name: string }[]): Table['rows'] =>
  stories.flatMap((at, i) =>
    [...at].map(([course, reading]) => [
      ...[`transcript, block ${block}`, named[i]!.name, 'no'],
      ...[course === '' ? 'the task alone' : course, course.length, reading, 'SD'],
    ]),
  )
