const size = 12

/** Fixed rows for references: x[t, i] = sin(1.7 t + .9 i) (12 − i) + cos(t (i + 1)) + 40 (i = 3), as float32. */
export const waves = {
  size,
  rows: Float32Array.from({ length: 50 * size }, (_, at) => {
    const t = Math.floor(at / size)
    const i = at % size
    return Math.sin(1.7 * t + 0.9 * i) * (12 - i) + Math.cos(t * (i + 1)) + (i === 3 ? 40 : 0)
  }), // (50, size)
}
