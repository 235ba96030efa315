import { LabError } from '../../labError.ts'
import { say } from '../../language/say.ts'
import { type KnownNames, parseClassPlan } from './classParsing.ts'
import { CLASS_VERSION, type ClassPlan } from './classPlan.ts'

/** Turns a class of one version into one of the next: it says what the older one lacked. */
export type Migration = (older: Readonly<Record<string, unknown>>) => Record<string, unknown>

/** By the version that they begin with. The first version is the only one so far. */
const migrations: ReadonlyMap<number, Migration> = new Map()

/** A class of any version that this page can read. Throws LabError for newer ones, and for older ones without a way up. */
export function classOf(
  value: unknown,
  version: unknown,
  known?: KnownNames,
  ways: ReadonlyMap<number, Migration> = migrations,
): ClassPlan {
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 0)
    throw new LabError('bad-input', say('class.bad.version'))
  if (version > CLASS_VERSION) throw new LabError('bad-input', say('class.newer'))
  let plan = value
  for (let from = version; from < CLASS_VERSION; from++) {
    const migrate = ways.get(from)
    if (!migrate || typeof plan !== 'object' || plan === null)
      throw new LabError('bad-input', say('class.older'))
    plan = migrate({ ...plan })
  }
  return parseClassPlan(plan, known)
}
