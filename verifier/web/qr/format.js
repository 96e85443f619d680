// What a symbol says of itself: level and mask, and from version 7 on its version, each protected by a BCH code
// (ISO/IEC 18004 sections 7.9, 7.10, annexes C and D).
import { MAX_VERSION } from "./versions.js";

const LEVELS = ["M", "L", "H", "Q"];
const MAX_ERRORS = 3;

// Append the remainder of division by a generator: the code word of some data bits.
function coded(data, generator, checkBits) {
  let rest = data << checkBits;
  for (let bit = 31 - Math.clz32(rest || 1); bit >= checkBits; bit -= 1) {
    if ((rest >>> bit) & 1) rest ^= generator << (bit - checkBits);
  }
  return (data << checkBits) | rest;
}

function weight(bits) {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count += 1;
  return count;
}

// The data whose code word is nearest to one of the bits that were read, null if all are too far.
function nearest(readings, words) {
  let best = { distance: MAX_ERRORS + 1, data: null };
  for (const [data, word] of words) {
    const distance = Math.min(...readings.map((bits) => weight(bits ^ word)));
    if (distance < best.distance) best = { distance, data };
  }
  return best.data;
}

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, place) => first + place);
const formatWords = () => range(0, 31).map((data) => [data, coded(data, 0b10100110111, 10) ^ 0b101010000010010]);
const versionWords = () => range(7, MAX_VERSION).map((data) => [data, coded(data, 0b1111100100101, 12)]);

// Level and mask of a matrix, from its two copies; null if neither can be read.
export function readFormat(matrix) {
  const { size } = matrix;
  const bits = (places) => places.reduce((sum, [row, column]) => (sum << 1) | matrix.get(row, column), 0);
  // Most significant bit first. The column and row of the timing patterns are passed over.
  const near = [[8, 0], [8, 1], [8, 2], [8, 3], [8, 4], [8, 5], [8, 7], [8, 8], [7, 8], [5, 8], [4, 8], [3, 8], [2, 8], [1, 8], [0, 8]];
  const far = [...range(1, 7).map((step) => [size - step, 8]), ...range(1, 8).map((step) => [8, size - 9 + step])];
  const data = nearest([bits(near), bits(far)], formatWords());
  return data === null ? null : { level: LEVELS[data >> 3], mask: data & 7 };
}

// The version of a matrix as it says itself: from version 7 on; null if it cannot be read.
export function readVersion(matrix) {
  const { size } = matrix;
  let [right, bottom] = [0, 0];
  for (let bit = 17; bit >= 0; bit -= 1) {
    const [along, across] = [Math.floor(bit / 3), size - 11 + (bit % 3)];
    right = (right << 1) | matrix.get(along, across);
    bottom = (bottom << 1) | matrix.get(across, along);
  }
  return nearest([right, bottom], versionWords());
}
