/** A figure of the study with its interval, where it states one. */
export type Expected = readonly [value: number, low?: number, high?: number]

/** The study's figures by coefficient: "Numbers to reproduce" of the method, with the intervals of its tables. */
export const expected = {
  readout: new Map<number, Expected>([
    [0.1, [3.1, 2.9, 3.3]],
    [-0.1, [-3.4, -3.8, -3.1]],
    [0.2, [5.0, 4.6, 5.4]],
    [-0.2, [-6.0, -6.7, -5.4]],
    [0.3, [6.4, 5.8, 7.0]],
    [-0.3, [-8.0, -8.9, -7.2]],
    [0.4, [7.5, 6.6, 8.3]],
    [-0.4, [-9.3, -10.5, -8.3]],
  ]),
  readoutRandom: new Map<number, string>([[0.2, '−1.9 … +2.1']]),
  text: new Map<number, Expected>([
    [0.2, [3.43, 2.1, 4.94]],
    [0.3, [6.53, 4.82, 8.21]],
  ]),
  textRandom: '−1.6 … +0.7',
  echo: new Map<number, Expected>([
    [0.2, [2.5, 1.8, 3.3]],
    [0.3, [5.0, 3.5, 6.6]],
  ]),
  costs: new Map<number, Expected>([
    [-0.2, [1.21, 1.06, 1.42]],
    [0.2, [1.41, 1.19, 1.68]],
    [-0.3, [1.67, 1.43, 1.98]],
    [0.3, [2.26, 1.93, 2.73]],
  ]),
  costsRandom: new Map<number, Expected>([
    [-0.2, [1.36]],
    [0.2, [1.32]],
  ]),
  confirmation: new Map<number, Expected>([[0.2, [3.92, 2.37, 5.57]]]),
  confirmationRandom: '−0.9 … +1.6',
  confirmationCosts: new Map<number, Expected>([
    [-0.2, [1.15]],
    [0.2, [1.27]],
  ]),
}
