const encoder = new TextEncoder()

/** Writes one protobuf message, field by field, in the order of the calls. */
export class MessageWriter {
  #bytes = new Uint8Array(256)
  #length = 0

  /** An integer field (int32, int64, enum); negative values take ten bytes, as the format demands. */
  integer(field: number, value: number | bigint): this {
    this.#varint(field * 8)
    this.#varint(value)
    return this
  }

  float(field: number, value: number): this {
    this.#varint(field * 8 + 5)
    return this.raw(new Uint8Array(Float32Array.of(value).buffer))
  }

  text(field: number, value: string): this {
    return this.bytes(field, encoder.encode(value))
  }

  /** A length-delimited field: bytes, or a nested message that is already encoded. */
  bytes(field: number, value: Uint8Array): this {
    this.#varint(field * 8 + 2)
    this.#varint(value.length)
    return this.raw(value)
  }

  message(field: number, value: MessageWriter): this {
    return this.bytes(field, value.finish())
  }

  /** Bytes that already hold whole fields. */
  raw(value: Uint8Array): this {
    this.#reserve(value.length)
    this.#bytes.set(value, this.#length)
    this.#length += value.length
    return this
  }

  /** The message so far: a view, valid until the next write. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length)
  }

  #varint(value: number | bigint): void {
    this.#reserve(10)
    let rest = BigInt.asUintN(64, BigInt(value))
    while (rest > 127n) {
      this.#bytes[this.#length++] = Number(rest & 127n) | 128
      rest >>= 7n
    }
    this.#bytes[this.#length++] = Number(rest)
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }
}
