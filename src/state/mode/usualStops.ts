/** The step of the slider between recorded pushes. */
export const STOP_STEP = 0.05

/** The pushes that are recorded of every prompt, rising: where the slider can stop in recorded mode. */
export const usualStops: readonly number[] = Array.from(
  { length: 13 },
  (_, stop) => (stop - 6) / 20, // whole twentieths, since 3 × 0.05 is not 0.15 in floats
)

/** Whether a push is one of them. */
export const isUsualStop = (push: number): boolean =>
  usualStops.some((stop) => Math.abs(stop - push) < 1e-9)
