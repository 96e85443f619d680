// From a picture and a map to the modules.
import { bend } from "./bend.js";
import { Matrix } from "./matrix.js";
import { sizeOf } from "./versions.js";

const LEAK = 0.15; // The share of its darkness that a blurred module gets from each neighbour.

// By how much a module is darker than the threshold: its centre and four places around it, so that a speck does not decide.
function darknessOf(tones, x, y, reach) {
  const around = tones.darkness(x - reach, y) + tones.darkness(x + reach, y) + tones.darkness(x, y - reach) + tones.darkness(x, y + reach);
  return (2 * tones.darkness(x, y) + around) / 6;
}

// The darkness of every module, by rows; `shift` as of `bend`.
function darknesses(tones, map, size, shift) {
  const [first, second] = [map.at(size / 2, size / 2), map.at(size / 2 + 1, size / 2)];
  const reach = Math.hypot(second.x - first.x, second.y - first.y) * 0.2;
  const found = new Float32Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const { x, y } = map.at(column + 0.5, row + 0.5);
      const { dx, dy } = shift(column + 0.5, row + 0.5);
      found[row * size + column] = darknessOf(tones, x + dx, y + dy, reach);
    }
  }
  return found;
}

// Take from each module what has leaked into it from those beside it.
function sharpened(dark, size) {
  return dark.map((value, place) => {
    const [row, column] = [Math.floor(place / size), place % size];
    const beside = [row > 0 && place - size, row < size - 1 && place + size, column > 0 && place - 1, column < size - 1 && place + 1];
    return beside.reduce((sum, other) => sum - LEAK * (other === false ? -Math.abs(value) : dark[other]), value);
  });
}

// The modules of a symbol where a map says. `careful`: as bent paper and a blurred picture would have them.
export function sample(tones, { version, map, known }, { careful = false } = {}) {
  const size = sizeOf(version);
  const dark = darknesses(tones, map, size, careful ? bend(map, known) : () => ({ dx: 0, dy: 0 }));
  const matrix = new Matrix(size);
  (careful ? sharpened(dark, size) : dark).forEach((value, place) => { matrix.modules[place] = value > 0 ? 1 : 0; });
  return matrix;
}
