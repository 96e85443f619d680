// Where each module of a symbol lies in a picture: from the finder patterns to a first map, and from that by the alignment
// patterns to one that holds to the far corner (ISO/IEC 18004 section 12 c to j).
import { bend } from "./bend.js";
import { readVersion } from "./format.js";
import { Perspective } from "./perspective.js";
import { alignmentCentres, sizeOf, MAX_VERSION } from "./versions.js";

const FINDER = 7;
const CENTRE = 3.5;
const REACH = 1.75; // Modules around where an alignment pattern should be.

// The outer corners of a finder pattern: the ends of its ring along both diagonals. Null if the ring runs into something else.
function cornersOf(tones, centre, right, down) {
  const start = ringStart(tones, centre, right);
  if (start === null) return null;
  const limit = (10 * centre.size) ** 2;
  const reach = 8 * centre.size;
  const seen = new Set([start]);
  const waiting = [start];
  const ends = Array.from({ length: 4 }, () => ({ far: -Infinity, x: 0, y: 0 }));
  while (waiting.length) {
    const place = waiting.pop();
    const [x, y] = [place % tones.width, Math.floor(place / tones.width)];
    const [dx, dy] = [x - centre.x, y - centre.y];
    if (seen.size > limit || Math.abs(dx) > reach || Math.abs(dy) > reach) return null;
    const [along, across] = [dx * right.x + dy * right.y, dx * down.x + dy * down.y];
    [-along - across, along - across, along + across, across - along].forEach((far, end) => { if (far > ends[end].far) ends[end] = { far, x, y }; });
    for (const next of [x > 0 && place - 1, x < tones.width - 1 && place + 1, place - tones.width, place + tones.width]) {
      if (next !== false && next >= 0 && next < tones.dark.length && tones.dark[next] && !seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
    }
  }
  return ends;
}

// A pixel of the ring around a finder pattern: the first dark one behind the light one.
function ringStart(tones, centre, right) {
  let changes = 0;
  let last = 1;
  for (let step = 0; step < 6 * centre.size; step += 0.5) {
    const [x, y] = [centre.x + step * right.x, centre.y + step * right.y];
    const tone = tones.at(x, y);
    if (tone !== last) [changes, last] = [changes + 1, tone];
    if (changes === 2) return Math.round(y) * tones.width + Math.round(x);
  }
  return null;
}

const unit = (from, to) => {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
};

// The length of a module on the line from one centre to another: half a finder pattern is three and a half.
function moduleAlong(tones, from, to) {
  const way = unit(from, to);
  const half = (sign) => {
    let [changes, last] = [0, 1];
    for (let step = 0; step < 9 * from.size; step += 0.25) {
      const tone = tones.at(from.x + sign * step * way.x, from.y + sign * step * way.y);
      if (tone !== last) [changes, last] = [changes + 1, tone];
      if (changes === 3) return step;
    }
    return null;
  };
  const [forward, back] = [half(1), half(-1)];
  return forward && back ? (forward + back) / FINDER : from.size;
}

// How many modules there are from one finder pattern to the other by the timing pattern between them, which alternates.
function countTiming(tones, from, to, side) {
  const shift = (centre, towards) => ({ x: centre.x + 3 * towards.x, y: centre.y + 3 * towards.y });
  const [start, end] = [shift(from, side.from), shift(to, side.to)];
  const steps = Math.ceil(Math.hypot(end.x - start.x, end.y - start.y) * 2);
  let [changes, last] = [0, 1];
  for (let step = 0; step <= steps; step += 1) {
    const tone = tones.at(start.x + ((end.x - start.x) * step) / steps, start.y + ((end.y - start.y) * step) / steps);
    if (tone !== last) [changes, last] = [changes + 1, tone];
  }
  return changes + 13;
}

const scaled = (vector, length) => ({ x: vector.x * length, y: vector.y * length });

// The versions that a triple could have, each once, the likeliest first: by the timing patterns, then by the distance.
function versionsOf(tones, { corner, right, below }) {
  const [m, n] = [moduleAlong(tones, corner, right), moduleAlong(tones, right, corner)];
  const [o, p] = [moduleAlong(tones, corner, below), moduleAlong(tones, below, corner)];
  const across = Math.hypot(right.x - corner.x, right.y - corner.y) / ((m + n) / 2);
  const down = Math.hypot(below.x - corner.x, below.y - corner.y) / ((o + p) / 2);
  const [toRight, toBelow] = [unit(corner, right), unit(corner, below)];
  const counted = [
    countTiming(tones, corner, right, { from: scaled(toBelow, o), to: scaled(toBelow, right.size * (o / corner.size)) }),
    countTiming(tones, corner, below, { from: scaled(toRight, m), to: scaled(toRight, below.size * (m / corner.size)) }),
  ];
  const guess = ((across + down) / 2 + FINDER - 17) / 4;
  const near = Math.abs(guess) * 0.12 + 1.5;
  const versions = [...counted.filter((size) => size % 4 === 1).map((size) => (size - 17) / 4), Math.round(guess)];
  for (let away = 1; away <= near; away += 1) versions.push(Math.round(guess) - away, Math.round(guess) + away);
  return [...new Set(versions)].filter((version) => version >= 1 && version <= MAX_VERSION && Math.abs(version - guess) <= near + 2);
}

// The pairs of places that the finder patterns give: their centres, and their corners where they can be seen.
function finderPairs(tones, { corner, right, below }, size) {
  const [toRight, toBelow] = [unit(corner, right), unit(corner, below)];
  const far = size - FINDER;
  return [[corner, 0, 0], [right, far, 0], [below, 0, far]].flatMap(([centre, left, top]) => {
    const ends = cornersOf(tones, centre, toRight, toBelow) ?? [];
    const places = [[left, top], [left + FINDER, top], [left + FINDER, top + FINDER], [left, top + FINDER]];
    return [{ u: left + CENTRE, v: top + CENTRE, x: centre.x, y: centre.y, weight: 4 }, ...ends.map((end, place) => ({ u: places[place][0], v: places[place][1], x: end.x, y: end.y }))];
  });
}

function firstMap(pairs, { corner, right, below }, size) {
  const fourth = { u: size - CENTRE, v: size - CENTRE, x: right.x + below.x - corner.x, y: right.y + below.y - corner.y };
  // With corners a tilt of the paper shows already; without, the paper is taken as seen straight on.
  return Perspective.fit(pairs.length > 8 ? pairs : [...pairs, fourth], size);
}

// The share of modules of both timing patterns that are as they should be.
function timingOf(tones, map, size) {
  let right = 0;
  for (let place = 8; place < size - 8; place += 1) {
    const dark = place % 2 === 0;
    for (const [u, v] of [[place + 0.5, 6.5], [6.5, place + 0.5]]) {
      const { x, y } = map.at(u, v);
      if (tones.darkness(x, y) > 0 === dark) right += 1;
    }
  }
  return right / (2 * (size - 16));
}

// How well a map fits: the timing patterns; and from version 7 on, what the symbol says of itself beside its finder patterns, which
// bent paper moves less than what lies between them.
function fitOf(tones, map, version) {
  const size = sizeOf(version);
  const get = (row, column) => {
    const { x, y } = map.at(column + 0.5, row + 0.5);
    return tones.darkness(x, y) > 0 ? 1 : 0;
  };
  return timingOf(tones, map, size) + (version >= 7 && readVersion({ size, get }) === version ? 1 : 0);
}

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

// The map of a symbol of a version, and the patterns that were found: the finders, and of the others those that can be seen.
function align(tones, first, pairs, version) {
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

// Yield the likely places of the modules of a triple: {version, map, known}, the likeliest first.
export function* locate(tones, triple) {
  const maps = versionsOf(tones, triple).map((version) => {
    const size = sizeOf(version);
    const pairs = finderPairs(tones, triple, size);
    const map = firstMap(pairs, triple, size);
    return { version, pairs, map, fit: map ? fitOf(tones, map, version) : 0 };
  });
  // Random modules are right half of the time.
  for (const { version, pairs, map } of maps.filter(({ fit }) => fit > 0.6).sort((a, b) => b.fit - a.fit).slice(0, 3)) {
    yield { version, ...align(tones, map, pairs, version) };
  }
}
