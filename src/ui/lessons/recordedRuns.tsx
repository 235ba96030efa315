import { useId } from 'react'
import { say } from '../../language/say.ts'
import { quantityWords } from '../../lessons/said.ts'
import type { MeasuredRun } from '../../state/lessons/lessonProgress.ts'
import { LANE_NAMES, laneLabel } from '../../state/run/lane.ts'

/** The numbers of runs that were recorded: mean readings of the lanes, and what the push cost. */
export function RecordedRuns({ runs }: { runs: readonly MeasuredRun[] }) {
  const caption = useId()
  const sd = (value: number | null | undefined) =>
    value == null ? '–' : quantityWords({ value, as: 'sd' })
  const ratio = (value: number | null | undefined) =>
    value == null ? '–' : quantityWords({ value, as: 'ratio' })
  return (
    <div className="recordedRuns">
      <p className="caption" id={caption}>
        {say('lesson.recordedRuns')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <figure className="recordedBox" aria-labelledby={caption} tabIndex={0}>
        <table aria-labelledby={caption}>
          <thead>
            <tr>
              <th scope="col">{say('lesson.column.push')}</th>
              <th scope="col">{say('lesson.column.seed')}</th>
              {LANE_NAMES.map((name) => (
                <th key={name} scope="col">
                  {laneLabel(name)}
                </th>
              ))}
              <th scope="col">{say('lesson.column.cost')}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(({ push, draw, seed, readings, costs }) => (
              <tr key={`${push} ${draw} ${seed}`}>
                <th scope="row">{quantityWords({ value: push, as: 'push' })}</th>
                <td>{seed}</td>
                {LANE_NAMES.map((name, lane) => (
                  <td key={name}>{sd(readings[lane])}</td>
                ))}
                <td>
                  {ratio(costs[1])} / {ratio(costs[2])}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </figure>
    </div>
  )
}
