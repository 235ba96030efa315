import { beforeRun } from '../../state/mode/beforeRun.ts'
import { runSentence } from '../../state/run/runSentence.ts'
import { useLabState } from '../labContext.ts'

/** What the lanes show in one plain sentence, or what to do when they are empty. */
export function RunSummary({ examples }: { examples: boolean }) {
  const lanes = useLabState((state) => state.lanes)
  const run = useLabState((state) => state.run)
  const before = useLabState((state) => beforeRun(state, examples))
  if (run.phase === 'failed' || run.phase === 'ended')
    return (
      <p className="summary problem" role="alert">
        {run.sentence}
      </p>
    )
  const { effect, cost } = runSentence(lanes)
  if (effect || cost)
    return (
      <p className="summary">
        {effect} <span className="soft">{cost}</span>
      </p>
    )
  if (lanes.some((lane) => lane.phase !== 'idle')) return <p className="summary soft">&nbsp;</p>
  return <p className="summary soft">{before}</p>
}
