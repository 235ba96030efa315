import { wilsonInterval } from '../../math/statistics.ts'
import { intervalOf } from '../effect.ts'
import type { Claim, Control } from '../experiment.ts'
import { type Condition, judge } from '../verdict.ts'
import { type Coherence, coherenceRules } from '../writing/coherence.ts'
import { isBaseline, type Condition as WritingCondition } from '../writing/condition.ts'
import type { Comparison, Look } from './underTheSurfaceComparison.ts'
import type { ReadStretch } from './underTheSurfaceStretch.ts'
import { push } from './underTheSurfaceTasks.ts'

const leastStretches = 20

/** One look of a whole run that left too few stretches to compare; `all` are stretches, of these `texts` pushed texts. */
export function floorClaim(
  { name, says, free }: Look,
  all: readonly ReadStretch[],
  texts: number,
  coherence: Coherence,
): Claim {
  const own = all.filter((stretch) => stretch.free === free)
  const pushed = own.filter(({ condition }) => isPushed(condition))
  const rest = own.filter(({ condition }) => isBaseline(condition))
  const having = new Set(pushed.map(({ prompt, seed }) => `${prompt} ${seed}`)).size
  const few = { pushed: pushed.length, rest: rest.length }
  return {
    ...{ name, says },
    ...judge({
      coherent: coherenceRules([coherence]),
      able: [enough(few)],
      effect: [{ name: 'interval', asks: 'it can be estimated', holds: false }],
    }),
    effects: [
      {
        name: 'pushed texts with such a stretch',
        ...intervalOf(wilsonInterval(having, texts)),
        unit: 'share',
      },
    ],
    controls: [...stretchCount(few), ...ratioControl(coherence)],
    detectable: null,
    ...{ n: texts, items: 'pushed texts' },
  }
}

const isPushed = ({ along, coefficient }: WritingCondition): boolean =>
  along === 'direction' && coefficient === push

type Stretches = Pick<Comparison, 'pushed' | 'rest'>

/** Whether there are stretches enough on both sides to compare. */
export const enough = ({ pushed, rest }: Stretches): Condition => ({
  name: 'stretches',
  asks: `at least ${leastStretches} with and ${leastStretches} without a push`,
  holds: Math.min(pushed, rest) >= leastStretches,
})

export const stretchCount = ({ pushed, rest }: Stretches): Control[] => [
  { name: 'stretches, pushed', value: pushed, unit: `and ${rest} not` },
]

export const ratioControl = ({ ratio }: Coherence): Control[] =>
  ratio ? [{ name: 'perplexity ratio of the pushed text', value: ratio.mean, unit: '×' }] : []
