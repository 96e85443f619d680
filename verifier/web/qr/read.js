// Read the QR codes of a picture. No single way of telling dark from light suits every photo, so several are tried, the one that
// most often works first.
import { findCentres, findTriples } from "./finders.js";
import { locate } from "./locate.js";
import { globalThreshold, localThreshold, Tones } from "./picture.js";
import { sample } from "./sample.js";
import { readSymbol } from "./symbol.js";

const MOST_TRIPLES = 12;
const SMALL = 900; // Pixels: below this the modules of a large symbol are too small to be told apart.

const WAYS = [
  (picture) => new Tones(picture, localThreshold(picture, 1 / 6)),
  (picture) => new Tones(picture, globalThreshold(picture)),
  (picture) => { const half = picture.halved(); return new Tones(half, localThreshold(half, 1 / 6)); },
  (picture) => { const other = Math.min(picture.width, picture.height) < SMALL ? picture.doubled() : picture.halved().halved(); return new Tones(other, localThreshold(other, 1 / 6)); },
  (picture) => new Tones(picture, localThreshold(picture, 1 / 20)),
  (picture) => { const light = picture.inverted(); return new Tones(light, localThreshold(light, 1 / 6)); },
];

function read(tones, triple) {
  for (const place of locate(tones, triple)) {
    const text = readSymbol(sample(tones, place)) ?? readSymbol(sample(tones, place, { careful: true }));
    if (text !== null) return text;
  }
  return null;
}

// The texts of the symbols that one way shows, each pattern used once.
function readIn(tones) {
  const texts = [];
  const used = new Set();
  for (const triple of findTriples(findCentres(tones)).slice(0, MOST_TRIPLES)) {
    const centres = [triple.corner, triple.right, triple.below];
    if (centres.some((centre) => used.has(centre))) continue;
    const text = read(tones, triple);
    if (text === null) continue;
    centres.forEach((centre) => used.add(centre));
    texts.push(text);
  }
  return texts;
}

// The texts of the codes in a picture, none if there are none. `turn`: try one way only, by turns, for pictures that follow each
// other like those of a camera; null tries all until one shows something.
export function readCodes(picture, turn = null) {
  const ways = turn === null ? WAYS : [WAYS[turn % WAYS.length]];
  for (const way of ways) {
    const texts = readIn(way(picture));
    if (texts.length) return texts;
  }
  return [];
}
