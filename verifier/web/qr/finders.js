// The three finder patterns: dark and light in the ratio 1:1:3:1:1 on every line through the centre, whatever the angle
// (ISO/IEC 18004 section 6.3.3 and 12 b).

const SHAPE = [1, 1, 3, 1, 1];
const MOST_CANDIDATES = 16;

// The size of a module if five runs are in the ratio, else 0. Blur and noise move each edge by up to half a module.
function moduleOf(runs) {
  const size = runs.reduce((sum, run) => sum + run, 0) / 7;
  if (size < 1) return 0;
  const slack = size * 0.5 + 0.4;
  return SHAPE.every((share, place) => Math.abs(runs[place] - share * size) <= slack * Math.sqrt(share)) ? size : 0;
}

// The five runs around a dark place in one direction and its opposite; where the middle of the third lies, in steps from the place.
function runsThrough(tones, x, y, dx, dy, longest) {
  const side = (sign) => {
    const runs = [0, 0, 0];
    let step = sign > 0 ? 0 : 1;
    for (let place = 0; place < 3; place += 1) {
      const wanted = place % 2 === 0 ? 1 : 0;
      while (runs[place] <= longest) {
        const [column, row] = [x + sign * step * dx, y + sign * step * dy];
        if (column < 0 || row < 0 || column >= tones.width || row >= tones.height) break;
        if (tones.dark[row * tones.width + column] !== wanted) break;
        runs[place] += 1;
        step += 1;
      }
      if (runs[place] > longest) return null;
    }
    return runs;
  };
  const [after, before] = [side(1), side(-1)];
  if (after === null || before === null) return null;
  return { runs: [before[2], before[1], before[0] + after[0], after[1], after[2]], middle: (after[0] - 1 - before[0]) / 2 };
}

// Look again downwards, across and along both diagonals from what looked like a centre in a row.
function confirm(tones, x, y, longest) {
  const column = Math.round(x);
  const down = runsThrough(tones, column, y, 0, 1, longest);
  const tall = down && moduleOf(down.runs);
  if (!tall) return null;
  const centre = y + down.middle;
  const across = runsThrough(tones, column, Math.round(centre), 1, 0, longest);
  const wide = across && moduleOf(across.runs);
  if (!wide || Math.max(wide, tall) > 2.2 * Math.min(wide, tall)) return null;
  const middle = column + across.middle;
  const diagonals = [1, -1].filter((slope) => {
    const slanted = runsThrough(tones, Math.round(middle), Math.round(centre), 1, slope, longest);
    return slanted && moduleOf(slanted.runs);
  });
  return diagonals.length ? { x: middle, y: centre, size: (wide + tall) / 2, count: diagonals.length } : null;
}

// Every place in the picture that could be the centre of a finder pattern, those seen most often first.
export function findCentres(tones) {
  const found = [];
  for (let y = 0; y < tones.height; y += 1) scanRow(tones, y, found);
  return found.sort((a, b) => b.count - a.count).slice(0, MOST_CANDIDATES);
}

function scanRow(tones, y, found) {
  const from = y * tones.width;
  const runs = [0, 0, 0, 0, 0];
  let [tone, length] = [0, 0];
  for (let x = 0; x <= tones.width; x += 1) {
    const next = x < tones.width ? tones.dark[from + x] : 1 - tone;
    if (next === tone) {
      length += 1;
      continue;
    }
    runs.shift();
    runs.push(length);
    // Here a dark run has ended: the last five are dark, light, dark, light, dark.
    if (tone === 1 && moduleOf(runs)) note(tones, x - runs[4] - runs[3] - (runs[2] + 1) / 2, y, runs, found);
    [tone, length] = [next, 1];
  }
}

function note(tones, x, y, runs, found) {
  const seen = confirm(tones, x, y, 3 * runs.reduce((sum, run) => sum + run, 0));
  if (seen === null) return;
  const same = found.find((other) => Math.hypot(other.x - seen.x, other.y - seen.y) < 2 * other.size && seen.size < 2 * other.size && other.size < 2 * seen.size);
  if (!same) {
    found.push(seen);
    return;
  }
  const total = same.count + seen.count;
  for (const name of ["x", "y", "size"]) same[name] = (same[name] * same.count + seen[name] * seen.count) / total;
  same.count = total;
}

const between = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

// Three centres as corner, right and below of it (in a picture that is not mirrored), and how far they are from a square seen
// straight on; null if they cannot be the three of one symbol.
function triple(a, b, c) {
  const sides = [[between(b, c), a, b, c], [between(a, c), b, a, c], [between(a, b), c, a, b]].sort((one, other) => other[0] - one[0]);
  const [, corner, first, second] = sides[0];
  const [one, two] = [between(corner, first), between(corner, second)];
  const cross = (first.x - corner.x) * (second.y - corner.y) - (first.y - corner.y) * (second.x - corner.x);
  const sine = Math.abs(cross) / (one * two);
  const sizes = [a.size, b.size, c.size];
  const spread = Math.max(...sizes) / Math.min(...sizes);
  const unequal = Math.max(one, two) / Math.min(one, two);
  if (sine < 0.75 || spread > 2 || unequal > 1.8 || Math.min(one, two) < 11 * Math.min(...sizes)) return null;
  const [right, below] = cross > 0 ? [first, second] : [second, first];
  return { corner, right, below, oddity: 2 * (1 - sine) + (unequal - 1) + (spread - 1) };
}

// The triples that could be a symbol, the likeliest first.
export function findTriples(centres) {
  const triples = [];
  for (let i = 0; i < centres.length; i += 1) {
    for (let j = i + 1; j < centres.length; j += 1) {
      for (let k = j + 1; k < centres.length; k += 1) {
        const found = triple(centres[i], centres[j], centres[k]);
        if (found) triples.push(found);
      }
    }
  }
  return triples.sort((a, b) => a.oddity - b.oddity);
}
