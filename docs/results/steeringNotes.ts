/** What the tables need said beside them; looked at again whenever they are made anew. */
export const steeringNotes = `## Where a number is not near

All intervals meet those of the study. Four figures are off all the same:

- **The readout moves further toward calm** (−6.7 against −6.0 nats at −0.2, and so at every negative coefficient), while toward desperate it is the same. The arithmetic is not the reason: on the six of these 18 texts that have reference values (PyTorch, float32, \`tests/golden/\`) the difference of logits agrees to .0005 nats at 0, ±0.1 and ±0.2. The texts that end in “I feel so” carry it: −8.2 nats at −0.2, against −5.9 for both other suffixes. The sink token, a push at position 0 and another mix of the recipe’s parts were tried one by one. Weighting the pairs twice comes nearest to the study’s two numbers (−6.1 and +4.9), so its direction may have held more of them; its own texts and vector are not at hand, so this stays a guess. The direction is kept as it is defined.
- **Text leans the same way**: against the baseline −2.5 words per 100 at −0.2 (study −1.8) and +0.9 at +0.2 (study +1.7), with the same contrast between the two. The perplexity ratios go with it: 1.39 instead of 1.21 at −0.2, and at ±0.3 the two signs cost the same here (1.9 to 2.0), where the study had 1.67 and 2.26. Two of 16 prompts have a contrast of the wrong sign at ±0.2; the study had none.
- **At ±0.3 the contrast is smaller**, +5.0 against +6.5, within wide intervals; five of the 16 prompts make seven tenths of it.
- **One of eight random directions reaches +1.9** [+0.3, +3.7] words per 100, more than any of the study’s sixteen (−1.6 … +1.6), and one of sixteen moves the readout by −2.9 nats. None is as large as the direction’s +3.4 and +5.0. Eight controls cannot say more than “the largest of nine”, and the low end of the direction’s interval, +2.0, is hardly above that one.

What a push costs is its size, not its meaning: random directions of the same size have the same perplexity ratio (1.40 and 1.37 against 1.38 and 1.39).

## Looks

The direction, the block, the coefficients and the lexicon were chosen by the study, in part on these same sentences and 16 prompts; here nothing was chosen. Every part was measured once, with seeds set beforehand, and everything that was measured is shown: eight coefficients of the readout, two contrasts with and without echoes, four costs. “Without echoes” leaves out only words that begin like those of the templates and feeling words; the direction also holds the situation pairs, and [the experiment](steering/report.md), which leaves their words out too, has +2.2 [+1.2, +3.2] at ±0.2. The runs with one thing changed came after the readout was seen, to explain it, and changed nothing.

A prompt’s score is the mean over its seeds. A ratio is the geometric mean over prompts of exp(NLL steered − NLL baseline) with the same seed; a closing token is not counted. Uniforms come from the stream of 1000 × seed + prompt. Texts depend on the last bits of the logits, so another machine may write others from the same seeds.`
