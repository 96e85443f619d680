// From a picture and a map to the modules. Paper that is not flat moves what lies between the patterns: what was found of the
// alignment patterns says by how much.
import { Matrix } from "./matrix.js";
import { sizeOf } from "./versions.js";

// The mean darkness of a module: its centre and four places around it, so that a speck does not decide.
function isDark(tones, x, y, reach) {
  const around = tones.darkness(x - reach, y) + tones.darkness(x + reach, y) + tones.darkness(x, y - reach) + tones.darkness(x, y + reach);
  return 2 * tones.darkness(x, y) + around > 0;
}

// By how much found patterns lie beside the map, at any place: nearer patterns count more.
function bend(map, found) {
  const shifts = found.map(({ u, v, x, y }) => {
    const expected = map.at(u, v);
    return { u, v, dx: x - expected.x, dy: y - expected.y };
  });
  return (u, v) => {
    let [dx, dy, total] = [0, 0, 0];
    for (const shift of shifts) {
      const weight = 1 / ((shift.u - u) ** 2 + (shift.v - v) ** 2 + 4) ** 2;
      dx += weight * shift.dx;
      dy += weight * shift.dy;
      total += weight;
    }
    return { dx: dx / total, dy: dy / total };
  };
}

export function sample(tones, { version, map, found }, { bent = false } = {}) {
  const size = sizeOf(version);
  const matrix = new Matrix(size);
  const shift = bent && found.length ? bend(map, found) : null;
  const [first, second] = [map.at(size / 2, size / 2), map.at(size / 2 + 1, size / 2)];
  const reach = Math.hypot(second.x - first.x, second.y - first.y) * 0.2;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const { x, y } = map.at(column + 0.5, row + 0.5);
      const { dx, dy } = shift ? shift(column + 0.5, row + 0.5) : { dx: 0, dy: 0 };
      if (isDark(tones, x + dx, y + dy, reach)) matrix.set(row, column, 1);
    }
  }
  return matrix;
}
