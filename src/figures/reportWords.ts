import type { Claim, Control } from '../experiments/experiment.ts'
import type { ExperimentResult } from '../experiments/result.ts'
import type { Verdict } from '../experiments/verdict.ts'
import { numeral, printerFor, typeset } from './numeral.ts'

/** What a verdict means, for those who read a report and nothing else. */
export const verdictMeanings: Record<Verdict, string> = {
  shown: 'every part of the rule, fixed beforehand, holds.',
  'not shown':
    'a part of the rule does not hold. That is no proof of absence: see the smallest effect that this run could have seen.',
  'at floor': 'the model fails the control question, so nothing can be said.',
  broken: 'the text does not hold together, so nothing can be said.',
}

/** What stands beside the effects: a value, or a range. */
export function controlInWords(control: Control): string {
  if ('value' in control) return withUnit(numeral(control.value), control.unit)
  const print = printerFor([control.low, control.high])
  return withUnit(`${print(control.low)} to ${print(control.high)}`, control.unit)
}

/** Which parts of the claim's rule hold. */
export const conditionsInWords = ({ conditions }: Claim): string =>
  conditions.map(({ name, holds }) => `${name}: ${holds ? 'holds' : 'does not hold'}`).join('; ')

/** The smallest effect that the run could have seen, in the unit of the claim's first effect. */
export const detectableInWords = ({ detectable, effects }: Claim): string =>
  detectable === null ? 'unknown' : withUnit(numeral(detectable), effects[0]?.unit ?? '')

/** How many effects were looked at, and what that means for whoever reads the intervals. */
export function looksInWords(looks: number): string {
  if (looks === 1) return 'One effect was looked at.'
  const byChance = typeset(String(Math.round(looks * 0.5) / 10))
  return `${looks} effects were looked at. Of as many 95 % intervals, about ${byChance} would miss the truth by chance alone.`
}

/** Where the numbers come from: all that is needed to judge them and to make them again. */
export function provenance(result: ExperimentResult): [name: string, value: string][] {
  const { model, passport, blocks, seeds } = result
  const device = model.device === 'webgpu' ? 'GPU (WebGPU)' : 'CPU (WebAssembly)'
  const threads = model.threads === 1 ? '1 thread' : `${model.threads} threads`
  return [
    ['Model', `${model.name}, ${model.nLayers} blocks`],
    ['Number format', `${model.dtype} in its file, ${model.weights} at run time`],
    ['Device', `${device}, ${threads}`],
    ['Hash of the model', model.hash],
    ['Code', `Evenkeel ${result.code}`],
    ['Direction', `${passport.name}, recipe ${passport.recipe}, for ${passport.model}`],
    [
      'Passport of the direction',
      `texts ${passport.contrastHash}; recipe ${passport.recipeHash}; model ${passport.modelHash}; Evenkeel ${passport.code}; ${passport.neutralTokens} neutral tokens`,
    ],
    [
      'Blocks',
      `steered after block ${blocks.steer}; texts read after block ${blocks.read}, the token before the reply after block ${blocks.reply} (0-based)`,
    ],
    [
      'Seeds',
      Object.entries(seeds)
        .map(([name, seed]) => `${name} ${seed}`)
        .join('; ') || 'none: nothing is drawn',
    ],
    ['Texts', result.textsAre === 'own' ? 'own texts, not the shipped ones' : 'the shipped ones'],
    ['Looks', looksInWords(result.looks)],
    ['Items', `${result.items.rows.length} rows, in items.csv`],
  ]
}

const withUnit = (text: string, unit: string): string => (unit ? `${text} ${unit}` : text)
