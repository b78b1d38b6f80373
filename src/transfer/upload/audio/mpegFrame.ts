/** What the header of an MPEG audio frame tells (ISO/IEC 11172-3 and 13818-3, and the unofficial MPEG 2.5). */
export interface MpegFrame {
  /** Stands for version, layer and sample rate: the same in all frames of a stream. */
  readonly kind: number;
  /** Bytes, its header among them. */
  readonly length: number;
  readonly seconds: number;
}

/** Bytes of a header that `mpegFrameAt` looks at. */
export const headerLength = 3;

/** Bytes of the longest frame there is: layer II of MPEG 2.5, 160 kbit/s at 8 kHz, padded. */
export const longestFrame = 2881;

interface Layer {
  /** In a frame. */
  readonly samples: number;
  /** Bytes: frames are multiples of it. */
  readonly slot: number;
  /** kbit/s by the four bits of a header; 0 for free format, which does not tell how long a frame is. */
  readonly bitRates: readonly number[];
}

const bitRates = {
  layer1: [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  layer2: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  layer3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  lowLayer1: [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  low: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;

/** Layers III, II and I, after one that does not exist, by the two bits of a header. */
const layers: readonly (Layer | undefined)[] = [
  undefined,
  { samples: 1152, slot: 1, bitRates: bitRates.layer3 },
  { samples: 1152, slot: 1, bitRates: bitRates.layer2 },
  { samples: 384, slot: 4, bitRates: bitRates.layer1 },
];

/** The same for the low sample rates that MPEG 2 and 2.5 add. */
const lowLayers: readonly (Layer | undefined)[] = [
  undefined,
  { samples: 576, slot: 1, bitRates: bitRates.low },
  { samples: 1152, slot: 1, bitRates: bitRates.low },
  { samples: 384, slot: 4, bitRates: bitRates.lowLayer1 },
];

/** MPEG 2.5, none, MPEG 2 and MPEG 1 by the two bits of a header; rates in Hz. */
const versions = [
  { layers: lowLayers, sampleRates: [11_025, 12_000, 8000] },
  undefined,
  { layers: lowLayers, sampleRates: [22_050, 24_000, 16_000] },
  { layers, sampleRates: [44_100, 48_000, 32_000] },
];

/** The frame that begins at an offset, as far as its header tells; `undefined` if none does. */
export function mpegFrameAt(bytes: Uint8Array, offset: number): MpegFrame | undefined {
  const second = bytes[offset + 1] ?? 0;
  const third = bytes[offset + 2] ?? 0;
  if (bytes[offset] !== 0xff || second < 0xe0) {
    return undefined;
  }
  const version = versions[(second >> 3) & 3];
  const layer = version?.layers[(second >> 1) & 3];
  const sampleRate = version?.sampleRates[(third >> 2) & 3];
  const bitRate = layer?.bitRates[third >> 4] ?? 0;
  if (layer === undefined || sampleRate === undefined || bitRate === 0) {
    return undefined;
  }
  const { samples, slot } = layer;
  const isPadded = (third & 2) !== 0;
  const slots = Math.floor((samples * bitRate * 1000) / (8 * slot * sampleRate)) + (isPadded ? 1 : 0);
  return {
    kind: ((second & 0b0001_1110) << 8) | (third & 0b0000_1100),
    length: slots * slot,
    seconds: samples / sampleRate,
  };
}
