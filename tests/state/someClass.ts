import fc from 'fast-check'
import { CONTROL_NAMES } from '../../src/state/class/classControl.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { CLASS_ROOMS, CLASS_TEXTS, type ClassPlan } from '../../src/state/class/classPlan.ts'

const text = (maxLength: number) => fc.string({ maxLength, unit: 'binary' })
const number = (max: number) => fc.integer({ min: 1, max }).map(String)

/** Any class that this page can make. */
export const someClass: fc.Arbitrary<ClassPlan> = fc
  .record(
    {
      title: text(30),
      room: fc.constantFrom(...CLASS_ROOMS),
      lesson: fc.constantFrom(null, 'what-a-token-is', 'steering'),
      draft: fc.record(
        {
          prompt: text(60),
          form: fc.constantFrom('chat', 'continuation'),
          direction: fc.constantFrom('shipped', 'feel', 'pairs'),
          coefficient: fc.integer({ min: -40, max: 40 }).map((steps) => steps / 100),
          draw: fc.integer({ min: 1, max: 99 }),
          seed: number(4294967295),
          temperature: number(10),
          topK: number(1e6),
          maxTokens: number(2000),
          steerBlock: number(29),
          readBlock: number(29),
          watch: fc.boolean(),
          alarmThreshold: fc.constantFrom('', '1.5', '-2'),
        },
        { requiredKeys: [] },
      ),
      prompts: fc.array(text(60), { maxLength: 12 }),
      controls: fc.dictionary(
        fc.constantFrom(...CONTROL_NAMES),
        fc.constantFrom('free', 'locked', 'hidden'),
      ),
      filter: fc.boolean(),
      texts: fc.constantFrom(...CLASS_TEXTS),
      language: fc.constantFrom(null, 'en', 'de'),
      level: fc.constantFrom(null, 'pupil', 'student'),
    },
    { requiredKeys: [] },
  )
  .map((raw) => parseClassPlan(raw))
