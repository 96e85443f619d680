// From a matrix of modules to its text: format, words, blocks, corrections, segments (ISO/IEC 18004 section 12).
import { readFormat, readVersion } from "./format.js";
import { correct } from "./galois.js";
import { readWords } from "./matrix.js";
import { readText } from "./segments.js";
import { blocksOf } from "./versions.js";

// The words of the blocks, which are interleaved: first the data of all, then the check words of all (section 7.6).
function deinterleave(words, version, level) {
  const { count, checkWords } = blocksOf(version, level);
  const shortest = Math.floor(words.length / count);
  const longer = words.length % count; // The last blocks have one data word more.
  const blocks = Array.from({ length: count }, (_, place) => new Uint8Array(shortest + (place >= count - longer ? 1 : 0)));
  let next = 0;
  for (let place = 0; place <= shortest - checkWords; place += 1) {
    for (const block of blocks) if (place < block.length - checkWords) block[place] = words[next++];
  }
  for (let place = checkWords; place > 0; place -= 1) {
    for (const block of blocks) block[block.length - place] = words[next++];
  }
  return { blocks, checkWords };
}

function dataOf(words, version, level) {
  const { blocks, checkWords } = deinterleave(words, version, level);
  const data = [];
  for (const block of blocks) {
    if (correct(block, checkWords) < 0) return null;
    data.push(...block.subarray(0, block.length - checkWords));
  }
  return Uint8Array.from(data);
}

function textOf(matrix) {
  const version = (matrix.size - 17) / 4;
  const format = readFormat(matrix);
  if (format === null || (version >= 7 && readVersion(matrix) !== version)) return null;
  const data = dataOf(readWords(matrix, version, format.mask), version, format.level);
  if (data === null) return null;
  try {
    return readText(data, version);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

// The text of a symbol, also of one seen in a mirror; null if it cannot be read.
export const readSymbol = (matrix) => textOf(matrix) ?? textOf(matrix.transposed());
