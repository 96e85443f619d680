// How large a symbol is, from what lies between its finder patterns.
import { MAX_VERSION } from "./versions.js";

const FINDER = 7;

// The direction from one place to another, one pixel long.
export const unit = (from, to) => {
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
export function versionsOf(tones, { corner, right, below }) {
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
