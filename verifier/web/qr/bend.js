// Paper that is not flat moves what is printed on it: by how much, the patterns say that were found beside where they should be.

const NEAR = 64; // Square modules: patterns nearer than this count about alike.

// Return a function that tells by how many pixels a place in the symbol lies beside where the map puts it: the plane that fits the
// shifts of the patterns best, nearer ones counting more (moving least squares).
export function bend(map, known) {
  const shifts = known.map(({ u, v, x, y }) => {
    const expected = map.at(u, v);
    return { u, v, dx: x - expected.x, dy: y - expected.y };
  });
  return (u, v) => {
    const weights = shifts.map((shift) => 1 / ((shift.u - u) ** 2 + (shift.v - v) ** 2 + NEAR) ** 2);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const mean = (of) => shifts.reduce((sum, shift, place) => sum + weights[place] * of(shift), 0) / total;
    const [mu, mv, mx, my] = [mean((shift) => shift.u), mean((shift) => shift.v), mean((shift) => shift.dx), mean((shift) => shift.dy)];
    const uu = mean((shift) => (shift.u - mu) ** 2);
    const vv = mean((shift) => (shift.v - mv) ** 2);
    const uv = mean((shift) => (shift.u - mu) * (shift.v - mv));
    const determinant = uu * vv - uv * uv;
    if (determinant < 1e-6 * (uu + vv + 1) ** 2) return { dx: mx, dy: my }; // All lie on a line: only their mean says something.
    const plane = (middle, of) => {
      const ua = mean((shift) => (shift.u - mu) * of(shift));
      const va = mean((shift) => (shift.v - mv) * of(shift));
      return middle + ((ua * vv - va * uv) * (u - mu) + (va * uu - ua * uv) * (v - mv)) / determinant;
    };
    return { dx: plane(mx, (shift) => shift.dx), dy: plane(my, (shift) => shift.dy) };
  };
}
