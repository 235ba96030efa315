import * as v from 'valibot'
import { promptTokens } from '../measures/promptTokens.ts'
import { checkKind } from './checkKind.ts'
import { runDifferences, runParts, wantedRun } from './wantedRun.ts'

const { prompt, form } = runParts

/**
 * A prompt was read in and stands token by token: that of the setup, one that contains a text, or one of the learner's
 * own, which no setup of the lesson has.
 */
export const tokens = checkKind(
  'tokens',
  v.strictObject({
    prompt,
    form,
    own: v.optional(v.boolean()),
    contains: v.optional(v.string()),
    least: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  ({ own, contains, least, ...parts }, { setup, prompts, runs, fresh }) => {
    const whole = wantedRun(setup?.draft ?? null, parts)
    const wanted = {
      ...(whole.prompt !== undefined && !own && contains === undefined && { prompt: whole.prompt }),
      ...(whole.form !== undefined && { form: whole.form }),
    }
    const differences = (run: (typeof runs)[number]) => [
      ...runDifferences({ ...run, stopped: false }, wanted),
      ...(own && prompts.some((given) => given.trim() === run.label.prompt.trim())
        ? [{ key: 'lesson.differs.notOwn' as const, values: {} }]
        : []),
      ...(contains !== undefined && !run.label.prompt.includes(contains)
        ? [{ key: 'lesson.differs.lacks' as const, values: { asked: contains } }]
        : []),
      ...(least !== undefined && promptTokens(run) < least
        ? [
            {
              key: 'lesson.differs.tooShort' as const,
              values: {
                ran: { value: promptTokens(run), as: 'count' as const },
                asked: { value: least, as: 'count' as const },
              },
            },
          ]
        : []),
    ]
    const found = runs.findLast((run) => differences(run).length === 0)
    if (found) return { phase: 'held', runs: [found] }
    const last = fresh.at(-1)
    return last ? { phase: 'differs', says: differences(last) } : { phase: 'open' }
  },
)
