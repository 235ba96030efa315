import { type ReactNode, use } from 'react'
import type { Lab } from '../state/lab.ts'
import { LabContext } from './labContext.ts'

interface Props {
  openLab: () => Promise<Lab> // the same promise each time
  children: ReactNode
}

/** Waits for the lab, inside a Suspense, and hands it to what stands within. */
export function LabGate({ openLab, children }: Props) {
  return <LabContext value={use(openLab())}>{children}</LabContext>
}
