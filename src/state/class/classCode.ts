import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import { sha256 } from '../../steering/sha256.ts'
import {
  CODE_LIMIT,
  type SealTrouble,
  seal,
  sealPlainly,
  type Unsealed,
  unseal,
  unsealPlainly,
} from '../sealedCode.ts'
import { classOf } from './classMigration.ts'
import type { KnownNames } from './classParsing.ts'
import { CLASS_VERSION, type ClassPlan, emptyClass } from './classPlan.ts'

/** A class as the code of its link. Throws LabError `too-long` for one that no link should carry. */
export async function encodeClass(plan: ClassPlan): Promise<string> {
  const code = await seal(compact(plan), CLASS_VERSION)
  if (code.length > CODE_LIMIT) throw new LabError('too-long', say('class.tooLongForLink'))
  return code
}

/** The class of a code. Throws LabError that tells a cut code from a changed one, and an older from a newer one. */
export async function decodeClass(code: string, known?: KnownNames): Promise<ClassPlan> {
  return planIn(await unseal(code), known)
}

/** A class as a code that this device keeps, of any length. */
export const codeToKeep = (plan: ClassPlan): string => sealPlainly(compact(plan), CLASS_VERSION)

/** The class of a code that this device has kept. Throws LabError for one that was changed since. */
export const keptClass = (code: string): ClassPlan => planIn(unsealPlainly(code))

function planIn(found: Unsealed | SealTrouble, known?: KnownNames): ClassPlan {
  if ('trouble' in found) throw new LabError('bad-input', sentenceAbout(found))
  return classOf(json(found.text), found.version, known)
}

/** A short name that only equal classes share, to tell whether two links or sessions are of the same class. */
export function classMark(plan: ClassPlan): string {
  const digest = sha256(new TextEncoder().encode(compact(plan)))
  return Array.from(digest.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What differs from a class that decides nothing, as JSON. */
function compact(plan: ClassPlan): string {
  const empty: Record<string, unknown> = { ...emptyClass }
  const told = Object.entries(plan).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(empty[field]),
  )
  return JSON.stringify(Object.fromEntries(told))
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new LabError('bad-input', say('class.code.changed'))
  }
}

function sentenceAbout(trouble: SealTrouble): string {
  switch (trouble.trouble) {
    case 'empty':
      return say('class.code.empty')
    case 'cut':
      return say('class.code.cut', { missing: trouble.missing })
    case 'changed':
      return say('class.code.changed')
    case 'too-long':
      return say('class.code.tooLong')
    case 'no-unpacking':
      return say('class.code.noUnpacking')
  }
}
