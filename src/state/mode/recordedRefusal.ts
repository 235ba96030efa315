import { say } from '../../language/say.ts'
import type { RecordedRuns } from '../../steering/labEngine.ts'
import type { TextSource } from '../../steering/steerableModel.ts'
import type { LabState } from '../labState.ts'
import { signed } from '../numberText.ts'
import { suggestions } from './recordedExample.ts'
import { differences, recordedIn, recordedOfPrompt, recordedPushes } from './recordedPushes.ts'

/** Why a run cannot be replayed, and what can: of this prompt, else of which prompts. */
export function recordedRefusal(state: LabState): string {
  const [nearest] = recordedOfPrompt(state)
    .map((run) => ({ run, fields: differences(state, run) }))
    .sort((a, b) => a.fields.length - b.fields.length)
  if (!nearest) return promptRefusal(state)
  const { run, fields } = nearest
  const known = pushesInWords(recordedPushes(state))
  if (fields.length === 0) return say('recorded.noPush', { pushes: known })
  const differing = fields.map((field) =>
    say('recorded.differs', { field, recorded: told(run, field) }),
  )
  return say('recorded.noSetting', {
    differing: differing.join(', '),
    pushes: pushesInWords(run.pushes),
  })
}

/** The value that a recording has where the draft has another one. */
function told(run: RecordedRuns, field: ReturnType<typeof differences>[number]): string {
  switch (field) {
    case 'seed':
      return String(run.sampling.seed)
    case 'sampling': {
      const { temperature, topK, topP, repetitionPenalty } = run.sampling
      return [temperature, topK, topP, repetitionPenalty].join(' / ')
    }
    case 'maxTokens':
      return String(run.maxTokens)
    case 'blocks':
      return `${run.steerBlock} / ${run.readBlock}`
    case 'direction':
      return run.direction
    case 'draw':
      return String(run.draw)
  }
}

const SHOWN = 3 // prompts, before the rest is counted

function promptRefusal(state: LabState): string {
  const runs = recordedIn(state)?.runs ?? []
  const curated = suggestions.map(({ prompt }) => prompt)
  const prompts = [...new Set([...curated, ...runs.map(({ source }) => said(source))])].filter(
    (prompt) => runs.some(({ source }) => said(source) === prompt),
  )
  return say('recorded.noPrompt', {
    prompts: prompts
      .slice(0, SHOWN)
      .map((prompt) => say('recorded.quoted', { prompt }))
      .join(', '),
    more: Math.max(0, prompts.length - SHOWN),
  })
}

const said = (source: TextSource): string =>
  source.kind === 'chat' ? (source.messages.at(-1)?.content ?? '') : source.text

function pushesInWords(pushes: readonly number[]): string {
  const [first] = pushes
  const last = pushes.at(-1)
  if (first === undefined || last === undefined) return ''
  return pushes.length > 4
    ? say('recorded.range', { from: signed(first, 2), to: signed(last, 2), count: pushes.length })
    : pushes.map((push) => signed(push, 2)).join(', ')
}
