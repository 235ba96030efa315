import { yieldToEvents } from '../../steering/yieldToEvents.ts'
import type { Claim } from '../experiment.ts'
import type { IntervalFigure } from '../figure.ts'
import type { Measured } from '../measured.ts'
import type { Table } from '../table.ts'
import { choiceFigure } from './choiceFigure.ts'
import { choiceRows } from './choiceRows.ts'
import {
  inRows,
  letterAbility,
  letteredFound,
  likelihoodFound,
  perplexityFound,
} from './choicesFound.ts'
import type { Fork } from './fork.ts'
import type { ForkTasks } from './forkTasks.ts'
import { orders } from './letteredChoice.ts'
import { letterFloorClaim } from './letterFloor.ts'
import { type SteeredChoice, steeredClaim } from './steeredChoice.ts'

/** What a claim about a choice is called and says, by the form in which the choice is put. */
export type ChoiceNames = Record<SteeredChoice['form'], Pick<Claim, 'name' | 'says'>>

interface ChoiceFindings {
  claims: Claim[]
  figures: IntervalFigure[]
  rows: Table['rows'] // of itemColumns
}

/** What the pushes do to choices, by likelihood and by letter. A claim waits until all its pushes are measured. */
export async function analyzeForks(
  measured: Measured,
  tasks: ForkTasks,
  forks: readonly Fork[],
  names: ChoiceNames,
  seed: number,
): Promise<ChoiceFindings> {
  const rows = choiceRows(measured, tasks, forks)
  const found: ChoiceFindings = { claims: [], figures: [], rows }
  const perplexity = perplexityFound(measured, tasks, seed)
  const lettered = measured.of(tasks.lettered)
  const choices = perplexity && [
    likelihoodFound(measured, tasks, forks, perplexity),
    lettered && letteredFound(lettered, forks, perplexity),
  ]
  for (const choice of choices ?? []) {
    if (!choice) continue
    await yieldToEvents()
    const claim = steeredClaim(choice, names[choice.form], seed)
    found.claims.push(claim)
    found.figures.push(choiceFigure(claim, choice, forks))
  }
  if (lettered?.direction.length === 0)
    found.claims.push(
      letterFloorClaim(inRows(lettered.rest, orders), letterAbility(lettered), names.letters, seed),
    )
  return found
}
