// The alignment patterns: they hold a map to the far corner of a large symbol, and show where paper is bent (ISO/IEC 18004
// section 12 h to j).
import { bend } from "./bend.js";
import { Perspective } from "./perspective.js";
import { alignmentCentres, sizeOf } from "./versions.js";

const REACH = 1.75; // Modules around where a pattern should be.

// Look for an alignment pattern around where it should be: the middle of the places at which it fits best.
function findAlignment(tones, map, row, column, reach, shift = { dx: 0, dy: 0 }) {
  let [best, sum] = [21, { x: 0, y: 0, count: 0 }]; // Of 25 modules.
  const [centre, right, down] = [map.at(column + 0.5, row + 0.5), map.at(column + 1.5, row + 0.5), map.at(column + 0.5, row + 1.5)];
  const [ax, ay, bx, by] = [right.x - centre.x, right.y - centre.y, down.x - centre.x, down.y - centre.y];
  for (let v = -reach; v <= reach; v += 0.25) {
    for (let u = -reach; u <= reach; u += 0.25) {
      const [x, y] = [centre.x + shift.dx + u * ax + v * bx, centre.y + shift.dy + u * ay + v * by];
      const score = alignmentScore(tones, x, y, ax, ay, bx, by, best);
      if (score > best) [best, sum] = [score, { x, y, count: 1 }];
      else if (score === best && sum.count && Math.hypot(sum.x / sum.count - x, sum.y / sum.count - y) < 2 * Math.hypot(ax, ay)) sum = { x: sum.x + x, y: sum.y + y, count: sum.count + 1 };
    }
  }
  return sum.count ? { u: column + 0.5, v: row + 0.5, x: sum.x / sum.count, y: sum.y / sum.count, weight: 4 } : null;
}

function alignmentScore(tones, x, y, ax, ay, bx, by, best) {
  let missed = 0;
  for (let j = -2; j <= 2; j += 1) {
    for (let i = -2; i <= 2; i += 1) {
      const dark = Math.max(Math.abs(i), Math.abs(j)) !== 1 ? 1 : 0;
      if (tones.at(x + i * ax + j * bx, y + i * ay + j * by) !== dark) missed += 1;
    }
    if (25 - missed < best) return 0;
  }
  return 25 - missed;
}

// How far a pattern is from the nearest of the places that are known from the start: the corners of the symbol.
const fromCorner = (size) => ([row, column]) => Math.min(...[[0, 0], [0, size], [size, 0], [size, size]].map(([y, x]) => Math.hypot(row - y, column - x)));

// Return the map of a symbol of a version, and the patterns that were found: the finders, and of the others those that can be seen.
export function align(tones, first, pairs, version) {
  const size = sizeOf(version);
  const [far, ...others] = alignmentCentres(version).reverse();
  const finders = pairs.filter((pair) => pair.weight);
  if (!far) return { map: first, known: finders };
  // The far corner is where a first map is most in error.
  const corner = findAlignment(tones, first, ...far, 2 + size / 14);
  const map = (corner && Perspective.fit([...finders, corner], size)) ?? first;
  const found = corner ? [corner] : [];
  // All others lie between places that are known; where paper is bent, each tells where its neighbour will be.
  const distance = fromCorner(size);
  for (const [row, column] of others.sort((one, other) => distance(one) - distance(other))) {
    const shift = bend(map, [...finders, ...found])(column, row);
    const seen = findAlignment(tones, map, row, column, REACH, shift);
    if (seen) found.push(seen);
  }
  const known = [...finders, ...found];
  return { map: found.length ? (Perspective.fit([...known, ...(found.length < 2 ? pairs : [])], size) ?? map) : map, known };
}
