import { MessageWriter } from './messageWriter.ts'

/** A whole ONNX file that hands its one number through: the least that makes a runtime start. */
export function identityModel(): Uint8Array<ArrayBuffer> {
  const tensor = new MessageWriter().message(
    1,
    new MessageWriter()
      .integer(1, 1) // float32
      .message(2, new MessageWriter().message(1, new MessageWriter().integer(1, 1))), // [1]
  )
  const value = (name: string) => new MessageWriter().text(1, name).message(2, tensor)
  const graph = new MessageWriter()
    .message(1, new MessageWriter().text(1, 'in').text(2, 'out').text(4, 'Identity'))
    .text(2, 'identity')
    .message(11, value('in'))
    .message(12, value('out'))
  return new MessageWriter()
    .integer(1, 8) // IR version
    .message(7, graph)
    .message(8, new MessageWriter().integer(2, 13)) // operator set
    .finish()
}
