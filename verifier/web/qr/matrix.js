// A square of modules, 1 is dark; and which of them hold no data (ISO/IEC 18004 sections 6.3 and 7.7).
import { alignmentCentres, sizeOf } from "./versions.js";

export class Matrix {
  constructor(size) {
    this.size = size;
    this.modules = new Uint8Array(size * size);
  }

  get(row, column) {
    return this.modules[row * this.size + column];
  }

  set(row, column, value) {
    this.modules[row * this.size + column] = value;
  }

  fill(row, column, height, width) {
    for (let y = row; y < row + height; y += 1) this.modules.fill(1, y * this.size + column, y * this.size + column + width);
  }

  // As seen in a mirror.
  transposed() {
    const other = new Matrix(this.size);
    for (let row = 0; row < this.size; row += 1) {
      for (let column = 0; column < this.size; column += 1) other.set(column, row, this.get(row, column));
    }
    return other;
  }
}

// A matrix that is 1 where patterns, format and version stand.
function reserved(version) {
  const size = sizeOf(version);
  const map = new Matrix(size);
  map.fill(0, 0, 9, 9);
  map.fill(0, size - 8, 9, 8);
  map.fill(size - 8, 0, 8, 9);
  map.fill(6, 0, 1, size);
  map.fill(0, 6, size, 1);
  for (const [row, column] of alignmentCentres(version)) map.fill(row - 2, column - 2, 5, 5);
  if (version >= 7) {
    map.fill(0, size - 11, 6, 3);
    map.fill(size - 11, 0, 3, 6);
  }
  return map;
}

const MASKS = [
  (row, column) => (row + column) % 2,
  (row) => row % 2,
  (_, column) => column % 3,
  (row, column) => (row + column) % 3,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2,
  (row, column) => ((row * column) % 2) + ((row * column) % 3),
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2,
];

// The code words of a matrix, unmasked: two columns at a time from the right, upwards and downwards by turns.
export function readWords(matrix, version, mask) {
  const { size } = matrix;
  const map = reserved(version);
  const words = [];
  let [word, bits, upwards] = [0, 0, true];
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5; // The timing pattern takes a whole column.
    for (let step = 0; step < size; step += 1) {
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (map.get(row, column)) continue;
        word = (word << 1) | (matrix.get(row, column) ^ (MASKS[mask](row, column) === 0 ? 1 : 0));
        bits += 1;
        if (bits === 8) {
          words.push(word);
          [word, bits] = [0, 0];
        }
      }
    }
    upwards = !upwards;
  }
  return Uint8Array.from(words);
}
