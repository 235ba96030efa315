import { say } from '../../language/say.ts'
import { signed } from '../../state/numberText.ts'
import { type LabToken, type LaneText, laneLabel } from '../../state/run/lane.ts'
import { laneAlarms } from '../../state/watch/laneAlarms.ts'
import { TableBox } from '../tableBox.tsx'
import { Piece } from './piece.tsx'

interface Props {
  lanes: readonly LaneText[]
  threshold: number | null // of the alarm; null where nothing is watched
}

/** The trace in numbers: a row a token, a pair of columns a lane. */
export function TraceTable({ lanes, threshold }: Props) {
  const prompt = lanes[0]?.prompt ?? []
  const longest = Math.max(...lanes.map((lane) => lane.reply.length), 0)
  const alarms = lanes.map((lane) =>
    threshold === null ? [] : laneAlarms(lane, threshold).map(({ token }) => token),
  )
  return (
    <TableBox label={say('lab.trace.table')}>
      <table aria-label={say('lab.trace.table')}>
        <thead>
          <tr>
            <th scope="col">{say('lab.trace.token')}</th>
            {lanes.map(({ name }) => (
              <th scope="col" key={name} colSpan={2}>
                {say('lab.trace.column', { lane: laneLabel(name) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {prompt.map((token) => (
            <tr key={`prompt ${token.index}`}>
              <th scope="row">{say('lab.trace.promptRow', { token: token.index + 1 })}</th>
              {lanes.map(({ name, prompt: own }) => (
                <Cells key={name} token={own[token.index]} />
              ))}
            </tr>
          ))}
          {Array.from({ length: longest }, (_, index) => index).map((index) => (
            <tr key={`reply ${index}`}>
              <th scope="row">{say('lab.trace.replyRow', { token: index + 1 })}</th>
              {lanes.map(({ name, reply }, lane) => (
                <Cells key={name} token={reply[index]} alarm={alarms[lane]?.includes(index)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

function Cells({ token, alarm }: { token: LabToken | undefined; alarm?: boolean | undefined }) {
  if (!token) return <td colSpan={2} />
  const reading = token.reading === null ? '–' : signed(token.reading, 2)
  const told = token.massive ? say('lab.trace.massive', { reading }) : reading
  return (
    <>
      <td className="piece" lang="en">
        <Piece token={token} />
      </td>
      <td>{alarm ? say('lab.trace.alarm', { reading: told }) : told}</td>
    </>
  )
}
