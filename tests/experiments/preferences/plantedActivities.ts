/** Activities of a planted model by name, the first letter their class, and what is obviously good or bad. */
export const ratings: Record<string, number> = {
  ...{ p1: 0.9, p2: 0.8, p3: 0.7, p4: 0.6, n1: 0.1, n2: 0.05, n3: 0, n4: -0.1 },
  ...{ u1: -0.6, u2: -0.7, u3: -0.8, u4: -0.9, good: 1, bad: -1 },
}
const classes = { p: 'pleasant', n: 'neutral', u: 'unpleasant' } as const
/** Small texts of the form of the experiment on preferences. */
export const texts = {
  activities: Object.entries(ratings)
    .filter(([name]) => name.length === 2)
    .map(([name, rating]) => ({
      ...{ name, rating, class: classes[name[0] as keyof typeof classes] },
      wordings: [`do ${name}`, `try ${name}`],
    })),
  happy: ['happy', 'glad'],
  sad: ['sad', 'upset'],
  obvious: Array.from({ length: 5 }, () => ({ better: 'do good', worse: 'do bad' })),
  wordBank: ['hostile', 'blissful', 'calm', 'proud', 'bored', 'angry', 'afraid', 'lonely'],
  neutral: ['It rains.', 'Water boils.', 'The road bends.', 'A door opens.', 'Bread is sold.'],
}
