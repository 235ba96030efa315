/** What the study of the bundled model found, by experiment and claim, in its own units where it says so. */
export const studyFindings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  danger: {
    'told, in trouble, user text': '+1.25 SD, 6 of 6, random share .005; decoy +.66',
    'told, in trouble, before the reply': '+.81 SD, 6 of 6, random share .02; decoy −.08',
    'counted, in trouble, user text': 'null',
    'counted, in trouble, before the reply': 'null',
  },
  feeling: {
    'centered, first 3': '.60 (other vectors: stories)',
    'centered, first 1': '.27',
    centering: 'plain lower: .40',
  },
  preferences: {
    'order, feeling words': 'ρ .84 [.69, .90]',
    'order, yes or no': 'floor, ρ .00',
    'order, choice': 'floor, ρ −.02',
    'order, rather': 'floor, ρ .39 [−.04, .71]',
    'finer order, feeling words': 'null',
    'reading, in trouble': 'ρ −.65',
    'reading, hostile': 'ρ −.85',
    'reading, blissful': 'ρ .61',
    'steering, general shift': '−2.6 nats (random −1.8 … +1.3)',
    'steering, change of order': '−.46 nats (random −.86 … +1.07), null',
  },
  pressure: {
    level: '+2.2 of the study’s SD, 6 of 6, 0 of 300 random',
    'build-up': 'growth −.06 [−.71, .71] of the study’s SD, null',
    'last message': '+3.64 against +.13 of the study’s SD',
    'faking success': '−.05 nats a token [−.21, .13], null',
    'lettered choice': 'floor',
  },
  steering: {
    'readout, calm to desperate':
      '+5.0 and −6.0 nats at ±.2, half the difference 5.5; random −1.9 … +2.1',
    'side effect, happy to sad': '60–90 % as much',
    'side effect, safe to afraid': '60–90 % as much',
    'side effect, calm to angry': '60–90 % as much',
    text: '+3.4 words per 100 [2.1, 4.9]; random −1.6 … +1.6; perplexity 1.21 and 1.41',
  },
  'under-the-surface': {
    'composed stretches, in context': '.82 [.76, .89]; random-steered .49–.62; embedding .64',
    'composed stretches, alone': '.80 [.73, .86]',
    'stretches without mild words': '.79 [.72, .86]',
    'calm reply, memory of the message': 'd 4.3',
    'calm reply, asked for calm': 'unchanged',
  },
  'early-warning': {
    alarm: '0 of 48 detected at 5 % false alarms; random at most .06',
    hint: '.65 [.59, .70], within openings .585',
  },
  map: {
    valence: 'r .97 [.95, .98], Spearman .83, embedding .08',
    arousal: 'r .56 [.39, .71]',
  },
}
