import type { Table } from '../../experiments/table.ts'
import { say } from '../../language/say.ts'
import { TableBox } from '../tableBox.tsx'

interface Props {
  label: string
  table: Table
  lang?: 'en' | undefined // of its words, where they are not the page's
}

/** Rows that can be scrolled by keyboard. Numbers are rounded here; files hold them whole. */
export function ResultTable({ label, table, lang }: Props) {
  return (
    <TableBox label={say('table.asTable', { label })}>
      <table lang={lang} aria-label={label}>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows never move, and have no other name.
            <tr key={i}>
              {row.map((cell, column) => (
                <td key={table.columns[column]}>{cellText(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

function cellText(cell: string | number | null): string {
  if (cell === null) return '–'
  if (typeof cell === 'string') return cell
  const text = Number.isInteger(cell) ? String(cell) : cell.toPrecision(3)
  return text.replace('-', '−')
}
