import { LabError } from '../labError.ts'
import type { LoadRequest } from '../steering/labEngine.ts'
import type { EngineSeat } from './engineSeat.ts'
import type { LabStore } from './labState.ts'
import { sentenceOf } from './sentenceOf.ts'

/** Loads the model into the seat and tells the store each step; ends ready or failed, never throws. */
export async function loadModel(
  store: LabStore,
  seat: EngineSeat,
  request: LoadRequest,
): Promise<void> {
  if (store.getState().model.phase === 'loading') return
  seat.clear()
  store.setState({
    model: { phase: 'loading', stage: 'download', file: '', done: 0, total: 0 },
    notes: [],
  })
  const engine = seat.take()
  try {
    for await (const event of engine.load(request)) {
      if (!seat.holds(engine)) return
      if (event.type === 'note') store.setState(({ notes }) => ({ notes: [...notes, event.text] }))
      else if (event.type === 'ready')
        store.setState({ model: { phase: 'ready', model: event.model } })
      else {
        const { stage, file, done, total } = event
        store.setState({ model: { phase: 'loading', stage, file, done, total } })
      }
    }
    if (store.getState().model.phase === 'loading')
      throw new LabError('worker-dead', 'The model stopped loading before it was ready. Try again.')
  } catch (error) {
    if (!seat.holds(engine)) return
    seat.clear()
    store.setState({ model: { phase: 'failed', sentence: sentenceOf(error) } })
  }
}
