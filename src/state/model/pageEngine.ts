import type { LabEngine } from '../../steering/labEngine.ts'
import type { EngineSeat } from './engineSeat.ts'

/** The engine in the seat, whichever it is at each call; its loads are those of the page, which so follows them. */
export function pageEngine(seat: EngineSeat, load: LabEngine['load']): LabEngine {
  return {
    load,
    tokenize: async (source) => seat.engine().tokenize(source),
    capture: (request) => seat.engine().capture(request),
    generate: (request) => seat.engine().generate(request),
    derive: (request) => seat.engine().derive(request),
  }
}
