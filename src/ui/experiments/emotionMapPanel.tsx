import { type FormEvent, useEffect, useId, useMemo, useState } from 'react'
import { mapFigure } from '../../experiments/emotionMap/emotionMapFigures.ts'
import type { EmotionMap } from '../../experiments/emotionMap/emotionMapPlane.ts'
import { emotionMapTexts } from '../../experiments/emotionMap/emotionMapTexts.ts'
import { FigureView } from '../../figures/figureView.tsx'
import { say } from '../../language/say.ts'
import type { MapPhase } from '../../state/experiments/mapPhase.ts'
import { Help } from '../help/help.tsx'
import { useLab, useLabState } from '../labContext.ts'
import { useWidth } from '../useWidth.ts'
import { MapNeighbors, neighborsOf } from './mapNeighbors.tsx'

/** The map to walk about in: search a word, see its neighbors, add a word of one's own. */
export function EmotionMapPanel() {
  const lab = useLab()
  const map = useLabState((state) => state.map)
  const model = useLabState((state) => state.model.phase)
  const run = useLabState((state) => state.experiments.map.run.phase)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another model, or another run of the map, is another map.
  useEffect(() => void lab.openMap(), [lab, model === 'ready', run === 'done'])
  return (
    <section className="card" aria-label={say('map.card')}>
      <h2>{say('map.title')}</h2>
      {map.phase === 'open' ? (
        <OpenMap {...map} />
      ) : (
        <p className={map.phase === 'failed' ? 'problem' : 'note'} role="status">
          {map.phase === 'failed' ? map.sentence : say('map.opening')}
        </p>
      )}
    </section>
  )
}

function OpenMap({ map, added, placing }: Extract<MapPhase, { phase: 'open' }>) {
  const id = useId()
  const [sought, setSought] = useState('')
  const [width, ref] = useWidth()
  const figure = useMemo(() => figureOf(map, added), [map, added])
  const words = [...map.words, ...added.map(({ word }) => word)]
  const found = words.find((word) => word.toLowerCase() === sought.trim().toLowerCase())
  const near = found ? neighborsOf(map, added, found).map(({ word }) => word) : []
  const highlight = found ? [found, ...near] : added.map(({ word }) => word)
  return (
    <>
      <div className="mapTools">
        <div className="direction">
          <label htmlFor={id}>{say('map.search')}</label>
          <input
            id={id}
            type="search"
            list={`${id}words`}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
          <datalist id={`${id}words`}>
            {words.map((word) => (
              <option key={word} value={word} />
            ))}
          </datalist>
        </div>
        <AddWord placing={placing} onAdded={setSought} />
      </div>
      {sought.trim() !== '' && !found && (
        <p className="note">{say('map.notThere', { word: sought.trim() })}</p>
      )}
      {found && <MapNeighbors map={map} added={added} word={found} onChoose={setSought} />}
      <div ref={ref} className="chart" lang="en">
        <FigureView figure={figure} width={width} highlight={highlight} />
      </div>
    </>
  )
}

function figureOf(map: EmotionMap, added: Extract<MapPhase, { phase: 'open' }>['added']) {
  const words = [...map.words, ...added.map(({ word }) => word)]
  const places = [...map.plane.places, ...added.map(({ x, y }) => ({ x, y }))]
  const { shares } = map.plane
  const plane = { shares, places }
  return mapFigure(words, plane, emotionMapTexts.ratings, 'map', `${map.words.length} words`)
}

function AddWord({
  placing,
  onAdded,
}: {
  placing: Extract<MapPhase, { phase: 'open' }>['placing']
  onAdded: (word: string) => void
}) {
  const id = useId()
  const lab = useLab()
  const ready = useLabState((state) => state.model.phase === 'ready')
  const [typed, setTyped] = useState('')
  const busy = placing.phase === 'reading'
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (busy || !ready) return
    void lab.placeWord(typed).then(() => {
      const { map } = lab.store.getState()
      if (map.phase !== 'open' || map.placing.phase !== 'idle') return
      onAdded(typed.trim().toLowerCase())
      setTyped('')
    })
  }
  return (
    <form className="direction" onSubmit={add}>
      <label htmlFor={id}>{say('map.add')}</label>
      <input id={id} value={typed} onChange={(event) => setTyped(event.target.value)} />
      <button type="submit" aria-disabled={busy || !ready}>
        {say(busy ? 'map.reading' : 'map.place')}
      </button>
      <Help about="emotionMap" />
      {placing.phase === 'refused' && (
        <p className="problem" role="alert">
          {placing.sentence}
        </p>
      )}
      {!ready && <p className="note">{say('map.needsModel')}</p>}
    </form>
  )
}
