import { useRef, useState } from 'react'
import { say } from '../../language/say.ts'
import { readClassFile } from '../../state/class/classFile.ts'
import type { ClassPlan } from '../../state/class/classPlan.ts'
import { sentenceOf } from '../../state/sentenceOf.ts'
import { knownNames } from './knownLessons.ts'

/** Opens a class file, or says beside the button what is wrong with it. */
export function ClassFileButton({ onPlan }: { onPlan: (plan: ClassPlan) => void }) {
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState('')
  const open = async (file: File): Promise<void> => {
    try {
      const plan = await readClassFile(file, knownNames())
      setProblem('')
      onPlan(plan)
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  return (
    <>
      <button type="button" onClick={() => field.current?.click()}>
        {say('class.page.file')}
      </button>
      <input
        ref={field}
        type="file"
        accept=".json,application/json"
        aria-label={say('class.page.file')}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = '' // the same file can be chosen again
          if (file) void open(file)
        }}
      />
      <span className="problem" role="alert">
        {problem}
      </span>
    </>
  )
}
