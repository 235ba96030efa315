import type { LabError } from '../../labError.ts'
import type { LabEngine } from '../../steering/labEngine.ts'

/** A running engine that can die. `onDeath` is told once; after that every call of the engine fails. */
export interface EngineHandle {
  engine: LabEngine
  onDeath(listener: (error: LabError) => void): void
  dispose(): void
}
