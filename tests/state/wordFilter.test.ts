import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import front from '../../src/data/front-recording.json'
import recorded from '../../src/data/recorded-examples.json'
import { tableAsCsv } from '../../src/experiments/table.ts'
import { emptyClass } from '../../src/state/class/classPlan.ts'
import { createLab } from '../../src/state/lab.ts'
import type { LabToken, LaneText } from '../../src/state/run/lane.ts'
import { meanReading } from '../../src/state/run/laneMeasures.ts'
import { loggedSentence } from '../../src/state/watch/alarmSentence.ts'
import { logJson, logTable, seenAlarms } from '../../src/state/watch/watchLog.ts'
import { coveredLane, coveredWords, shownLanes } from '../../src/state/wordFilter/shownLane.ts'
import {
  cover,
  coveredParts,
  coveredPieces,
  isFiltered,
} from '../../src/state/wordFilter/wordFilter.ts'
import { FakeEngine } from '../fakes/fakeEngine.ts'
import { labWithFake, loadedLab } from '../fakes/labWithFake.ts'

const seen = (text: string) =>
  coveredParts(text)
    .map((part) => part.text)
    .join('')
const countIn = (text: string) => coveredParts(text).filter(({ covered }) => covered).length

describe('the word filter', () => {
  it.each([
    'kill',
    'Killed',
    'KILLING',
    'murderer’s',
    'stabbed',
    'knives',
    'suicidal',
    'self-harm',
  ])('knows %s in any case and inflection', (word) => {
    expect(isFiltered(word)).toBe(true)
  })

  it.each([
    ...[
      'skill',
      'stable',
      'assistant',
      'class',
      'grape',
      'therapist',
      'method',
      'begun',
      'peacock',
    ],
    ...[
      'overdose',
      'poison',
      'blood',
      'pressure',
      'emergency',
      'drug',
      'pills',
      'Essex',
      'cocktail',
    ],
  ])('leaves %s alone, which only looks like one, or is needed for first aid', (word) => {
    expect(isFiltered(word)).toBe(false)
  })

  it('covers every piece of a word across tokens, and no other', () => {
    expect(coveredPieces([' The', ' mur', 'der', 'er', ' left', '.'])).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ])
    expect(coveredPieces([' sk', 'ill', ' and', ' k', 'ill'])).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
    expect(coveredPieces(['kill', '', 'ing'])).toEqual([true, false, true])
  })

  it('sees a word that begins in a prompt of plain text', () => {
    expect(coveredPieces(['ling', ' time'], 'They were kil')).toEqual([true, false])
    expect(coveredPieces(['ling', ' time'], 'They were kil ')).toEqual([false, false])
  })

  it('covers the same words however a text is cut into pieces', () => {
    const text =
      'He killed time. A knife—and then: “Murder!” said the skilled assistant\nwith guns.'
    expect(countIn(text)).toBe(4)
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 90, maxLength: 90 }),
        (cuts) => {
          const pieces: string[] = []
          for (let at = 0, i = 0; at < text.length; at += cuts[i++]!)
            pieces.push(text.slice(at, at + cuts[i]!))
          const hidden = coveredPieces(pieces)
          const shown = pieces.map((piece, i) => (hidden[i] ? cover(piece) : piece)).join('')
          for (const word of [' killed', 'knife', 'Murder', 'guns'])
            expect(shown).not.toContain(word)
          expect(shown).toHaveLength(text.length)
          expect(hidden.filter(Boolean).length).toBeLessThan(pieces.length)
        },
      ),
    )
  })

  it('covers as many characters as there were, and keeps spaces and line ends', () => {
    expect(cover(' killed\n')).toBe(' ▒▒▒▒▒▒\n')
    expect(seen('A murder, a skill.')).toBe('A ▒▒▒▒▒▒, a skill.')
  })

  it('leaves all texts of the bundled examples on the calm side as they are', () => {
    for (const { calm_minus_0_2: text } of recorded) expect(seen(text)).toBe(text)
  })
})

describe('the front page', () => {
  it('shows no word that the filter would cover, for it has no switch', () => {
    const { baseline, pushes } = front
    const all = [baseline, ...pushes.flatMap(({ steered, random }) => [steered, random])]
    for (const { pieces } of all) expect(countIn(pieces.join(''))).toBe(0)
  })
})

const token = (piece: string, index: number): LabToken => ({
  ...{ index, id: index, piece, reading: index / 10, pushed: null, massive: false },
  ...{ coefficient: 0.2, logprob: -1, logprobUnsteered: -2 },
})
const lane = (prompt: string[], reply: string[]): LaneText => ({
  ...{ name: 'Steered', phase: 'done', ended: 'stop' },
  ...{ prompt: prompt.map(token), reply: reply.map(token) },
})

describe('a lane under the word filter', () => {
  it('changes no number, only the pieces that are covered, and says which those are', () => {
    const own = lane(['Say', ' kill'], ['A', ' mur', 'der', ',', ' a', ' gun', ' guns'])
    const shown = coveredLane(own)
    expect(shown.reply.map(({ piece }) => piece)).toEqual([
      'A',
      ' ▒▒▒',
      '▒▒▒',
      ',',
      ' a',
      ' ▒▒▒',
      ' ▒▒▒▒',
    ])
    const numbers = ({ piece: _piece, covered: _covered, ...rest }: LabToken) => rest
    expect(shown.reply.map(numbers)).toEqual(own.reply.map(numbers))
    expect(coveredWords(shown)).toBe(3)
    expect(JSON.stringify(shown.reply)).not.toMatch(/mur|der|gun/)
  })

  it('leaves the prompt to whoever wrote it', () => {
    const own = lane(['Say', ' kill'], [' yes'])
    expect(coveredLane(own)).toBe(own)
  })

  it('keeps the identity of what did not change while the model writes on', () => {
    const first = lane([], ['A', ' gun'])
    const next = { ...first, reply: [...first.reply, token(' fires', 2)] }
    expect(coveredLane(first)).toBe(coveredLane(first))
    expect(coveredLane(next).reply[1]).toBe(coveredLane(first).reply[1])
    expect(coveredLane(next).reply[0]).toBe(first.reply[0])
  })
})

const harsh = { words: { desperate: [' He', ' kill', 'ed', ' time', '.'] } }

describe('the lanes of the page', () => {
  it('are as they are until the filter is on, and again when it is off', async () => {
    const { lab, state } = await loadedLab(harsh)
    lab.setCoefficient(0.3)
    await lab.run()
    expect(shownLanes(state())).toBe(state().lanes)
    lab.filterWords(true)
    expect(JSON.stringify(shownLanes(state()))).not.toMatch(/kill/)
    expect(shownLanes(state())).toBe(shownLanes(state()))
    expect(shownLanes(state())[0]).toBe(state().lanes[0])
    lab.filterWords(false)
    expect(shownLanes(state())).toBe(state().lanes)
  })

  it('are covered in a class that says so, whatever its members choose, and numbers stay', async () => {
    const { lab, state } = await loadedLab(harsh)
    lab.joinClass({ ...emptyClass, filter: true, draft: { coefficient: 0.3 } })
    await lab.run()
    lab.filterWords(false)
    expect(JSON.stringify(shownLanes(state()))).not.toMatch(/kill/)
    expect(shownLanes(state()).map(meanReading)).toEqual(state().lanes.map(meanReading))
    lab.leaveClass()
    expect(JSON.stringify(shownLanes(state()))).toMatch(/kill/)
  })

  it('leave nothing of a covered word in the log of Watch, in its files, or in why an alarm went off', async () => {
    const { lab, state } = await loadedLab({
      words: { desperate: [' kill', 'ing'], rest: [' fine'] },
    })
    lab.edit({ watch: true, alarmThreshold: '1.5' })
    lab.setCoefficient(0.3)
    await lab.run()
    const { runs, alarms } = state().watch
    const files = (filter: boolean) => {
      const log = seenAlarms(alarms, filter)
      return tableAsCsv(logTable(log)) + logJson(runs, log) + log.map(loggedSentence).join()
    }
    expect(files(false)).toMatch(/kill|ing”/)
    expect(files(true)).toContain('▒▒▒')
    expect(files(true)).not.toMatch(/kill|“ing”|"ing"/)
    const readings = (filter: boolean) =>
      seenAlarms(alarms, filter).map(({ mean, highestReading }) => [mean, highestReading])
    expect(readings(true)).toEqual(readings(false))
  })

  it('stay covered at the next visit, where storage is open', async () => {
    let kept: string | null = null
    const filter = { read: () => kept, write: (text: string) => (kept = text) }
    const first = labWithFake()
    expect(first.state().wordFilter).toBe(false)
    const open = () =>
      createLab(() => new FakeEngine().handle(), { request: { folder: '' }, filter })
    open().filterWords(true)
    expect(open().store.getState().wordFilter).toBe(true)
    const closed = () => {
      throw new DOMException('refused', 'SecurityError')
    }
    const refused = createLab(() => new FakeEngine().handle(), {
      ...{ request: { folder: '' }, filter: { read: closed, write: closed } },
    })
    refused.filterWords(true)
    expect(refused.store.getState().wordFilter).toBe(true)
  })
})
