/** Wrong usage of the command line: exit 2 with the usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const usage = `usage: npm run --silent evenkeel -- COMMAND …

  inspect  MODEL [--dtype D]
  capture  MODEL (--ids 1,2,3 | --text T | --chat T) [--dtype D] [--at P,…]
           [--positions all|last|0,3] [--steer FILE] [--logits]
  generate MODEL (--ids 1,2,3 | --text T | --chat T) [--dtype D] --max-tokens N
           [--greedy | --temperature .8 --top-k 256 --top-p .95 --seed 0] [--steer FILE]
  derive   MODEL --contrast FILE [--recipe pairs|pairs-minus-neutral|feel|calm-to-desperate]
           [--dtype D] [--out FILE]
  verify   MODEL --golden FILE [--contrast FILE] [--dtype D]
  experiment list
  experiment NAME MODEL --out FOLDER [--shard i/n] [--texts FILE] [--directions FILE] [--dtype D]
  merge    FOLDER … [--out FOLDER]
  report   FOLDER

MODEL is a folder with config.json and onnx/. One JSON document goes to stdout, progress to stderr.
Exit 0; 1 for a refusal; 2 for wrong usage.
`
