// Where each module of a symbol lies in a picture: from the finder patterns to a first map for each size that it could have, and from
// the likeliest of these by the alignment patterns to one that holds everywhere (ISO/IEC 18004 section 12 c to j).
import { align } from "./align.js";
import { cornersOf } from "./corners.js";
import { readVersion } from "./format.js";
import { Perspective } from "./perspective.js";
import { unit, versionsOf } from "./sizing.js";
import { sizeOf } from "./versions.js";

const FINDER = 7;
const CENTRE = 3.5;

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
