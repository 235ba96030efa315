import type { OnnxModel } from './onnxModel.ts'

/** The names of the files that hold a graph's external data, each once, as the graph writes them. */
export function externalFiles({ graph }: OnnxModel): string[] {
  const names = new Set<string>()
  for (const { data } of graph.initializers.values())
    if (data.kind === 'external') names.add(data.location)
  return [...names]
}
