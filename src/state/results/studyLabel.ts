import { say } from '../../language/say.ts'
import { offeredPrompts } from '../class/classLocks.ts'
import type { LabState } from '../labState.ts'
import { suggestions } from '../mode/recordedExample.ts'
import { lastModel } from '../model/modelPhase.ts'
import { recipeLabel } from '../run/directionChoice.ts'
import { freshDraft } from '../run/draft.ts'
import { promptHash, type Study, samplingHash } from './study.ts'

type Known = Pick<LabState, 'model' | 'draft' | 'classroom'>

/** A study in words: names where this page knows what a hash stands for, the hash where it does not. */
export function studyLabel(study: Study, known: Known): string {
  const about = lastModel(known.model)?.about
  return [
    promptName(study, known),
    directionName(study),
    say('results.study.blocks', { steered: study.steerBlock, read: study.readBlock }),
    about?.hash.startsWith(study.model)
      ? about.name
      : say('results.study.model', { hash: study.model }),
    ...(study.sampling === usual ? [] : [say('results.study.sampling', { hash: study.sampling })]),
    say(study.source === 'live' ? 'results.study.live' : 'results.study.recorded'),
  ].join(' · ')
}

/** The direction that ships is made by the default recipe: a result does not tell whether it was derived again. */
const directionName = ({ recipe }: Study): string =>
  recipe === 'calm-to-desperate' ? say('results.study.usual') : recipeLabel(recipe)

function promptName({ prompt }: Study, { draft, classroom }: Known): string {
  const usualPrompts = suggestions.map((suggestion) => suggestion.prompt)
  const texts = [draft.prompt, ...offeredPrompts(classroom), ...usualPrompts]
  const chat = texts.find((text) => promptHash('chat', text) === prompt)
  if (chat !== undefined) return say('results.study.prompt', { prompt: chat.trim() })
  const plain = texts.find((text) => promptHash('continuation', text) === prompt)
  if (plain !== undefined) return say('results.study.plain', { prompt: plain.trim() })
  return say('results.study.otherPrompt', { hash: prompt })
}

const usual = samplingHash(
  {
    temperature: Number(freshDraft.temperature),
    topK: Number(freshDraft.topK),
    topP: Number(freshDraft.topP),
    repetitionPenalty: Number(freshDraft.repetitionPenalty),
  },
  Number(freshDraft.maxTokens),
)
