// From places in a symbol (in modules) to places in a picture (in pixels): the map that keeps straight lines straight.

// Solve a system of linear equations in place, by elimination with the largest pivot; null if it has no single solution.
function solve(rows) {
  const count = rows.length;
  for (let column = 0; column < count; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < count; row += 1) if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    if (Math.abs(rows[pivot][column]) < 1e-12) return null;
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    for (let row = 0; row < count; row += 1) {
      if (row === column) continue;
      const factor = rows[row][column] / rows[column][column];
      for (let place = column; place <= count; place += 1) rows[row][place] -= factor * rows[column][place];
    }
  }
  return rows.map((row, place) => row[count] / row[place]);
}

export class Perspective {
  constructor(values, scale, origin) {
    this.values = values;
    this.scale = scale;
    this.origin = origin;
  }

  // The map that fits pairs {u, v, x, y, weight} best: u right and v down in modules, x and y in pixels. At least four; null if they
  // do not fix one. Least squares of the linearised equations, with numbers brought near one so that none is lost.
  static fit(pairs, size) {
    const origin = pairs[0];
    const scale = Math.max(...pairs.map((pair) => Math.hypot(pair.x - origin.x, pair.y - origin.y)));
    const rows = Array.from({ length: 8 }, () => new Array(9).fill(0));
    const add = (terms, wanted, weight) => {
      for (let i = 0; i < 8; i += 1) {
        for (let j = 0; j < 8; j += 1) rows[i][j] += weight * terms[i] * terms[j];
        rows[i][8] += weight * terms[i] * wanted;
      }
    };
    for (const { u, v, x, y, weight = 1 } of pairs) {
      const [a, b, c, d] = [u / size, v / size, (x - origin.x) / scale, (y - origin.y) / scale];
      add([a, b, 1, 0, 0, 0, -a * c, -b * c], c, weight);
      add([0, 0, 0, a, b, 1, -a * d, -b * d], d, weight);
    }
    const values = solve(rows);
    return values && new Perspective(values, [size, scale], origin);
  }

  at(u, v) {
    const [size, scale] = this.scale;
    const [a, b, c, d, e, f, g, h] = this.values;
    const [s, t] = [u / size, v / size];
    const depth = g * s + h * t + 1;
    return { x: this.origin.x + (scale * (a * s + b * t + c)) / depth, y: this.origin.y + (scale * (d * s + e * t + f)) / depth };
  }
}
