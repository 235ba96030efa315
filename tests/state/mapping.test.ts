import { describe, expect, it } from 'vitest'
import { encodeEmotionMap } from '../../src/experiments/emotionMap/emotionMapFile.ts'
import { LabError } from '../../src/labError.ts'
import { held, planted, plantedEmotionMap, texts } from '../experiments/emotionMap/plantedMap.ts'
import { plantedWords } from '../experiments/plantedWords.ts'
import { type PlantedLab, plantedLab } from '../fakes/plantedLab.ts'

const map = ({ lab }: PlantedLab) => lab.store.getState().map
const shipped = async () => {
  const { model, ground } = plantedWords(planted(held))
  return JSON.parse(JSON.stringify(encodeEmotionMap(await plantedEmotionMap(model, ground))))
}
const lab = (shippedMap: () => Promise<unknown>) => plantedLab(planted(held), { shippedMap })

describe('the map of emotion words in the lab', () => {
  it('opens without a model, and says that placing a word needs one', async () => {
    const made = lab(shipped)
    await made.lab.openMap()
    expect(map(made)).toMatchObject({ phase: 'open', added: [] })
    await made.lab.placeWord('stranger')
    expect(map(made)).toMatchObject({
      placing: { phase: 'refused', sentence: expect.stringContaining('No model is loaded') },
    })
  })

  it('takes a word that the loaded model reads, once, and keeps it', async () => {
    const made = lab(shipped)
    await made.lab.openMap()
    await made.lab.load()
    await made.lab.placeWord('stranger')
    await made.lab.placeWord('stranger')
    await made.lab.openMap()
    expect(map(made)).toMatchObject({
      placing: { phase: 'idle' },
      added: [{ word: 'stranger', neighbors: expect.any(Array) }],
    })
    await made.lab.placeWord('a\nb')
    expect(map(made)).toMatchObject({
      placing: { phase: 'refused' },
      added: [{ word: 'stranger' }],
    })
  })

  it('is the one measured here where the shipped one is of another model', async () => {
    const made = lab(async () => ({
      ...(await shipped()),
      model: { name: 'x', hash: 'e'.repeat(64) },
    }))
    await made.lab.load()
    await made.lab.openMap()
    expect(map(made)).toMatchObject({
      phase: 'failed',
      sentence: expect.stringContaining('Run the experiment on this model'),
    })
    await made.lab.setTexts('map', texts)
    await made.lab.runExperiment('map')
    await made.lab.openMap()
    expect(map(made)).toMatchObject({ phase: 'open', map: { words: texts.words } })
  })

  it.each([
    [
      'that does not come',
      async () => Promise.reject(new LabError('missing-file', 'Gone.')),
      'Gone.',
    ],
    ['that is damaged', async () => ({ format: 'evenkeel-emotion-map/1' }), 'model'],
  ])('tells of a file %s', async (_, file, says) => {
    const made = lab(file)
    await made.lab.openMap()
    expect(map(made)).toMatchObject({ phase: 'failed', sentence: expect.stringContaining(says) })
  })
})
