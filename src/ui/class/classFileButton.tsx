import { useState } from 'react'
import { say } from '../../language/say.ts'
import { readClassFile } from '../../state/class/classFile.ts'
import type { ClassPlan } from '../../state/class/classPlan.ts'
import { sentenceOf } from '../../state/sentenceOf.ts'
import { FileButton } from '../fileButton.tsx'
import { knownNames } from './knownLessons.ts'

/** Opens a class file, or says beside the button what is wrong with it. */
export function ClassFileButton({ onPlan }: { onPlan: (plan: ClassPlan) => void }) {
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
      <FileButton label={say('class.page.file')} onFile={(file) => void open(file)} />
      <span className="problem" role="alert">
        {problem}
      </span>
    </>
  )
}
