// Reed-Solomon codes over GF(256) with the polynomial x^8 + x^4 + x^3 + x^2 + 1 and the generator 2 (ISO/IEC 18004 section 7.5.2, annex B).

const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = EXP[power + 255] = value;
  LOG[value] = power;
  value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
}

const times = (a, b) => (a === 0 || b === 0 ? 0 : EXP[LOG[a] + LOG[b]]);
const inverse = (a) => EXP[255 - LOG[a]];

// The value of a polynomial, lowest coefficient first.
function evaluate(polynomial, x) {
  let sum = 0;
  for (let power = polynomial.length - 1; power >= 0; power -= 1) sum = times(sum, x) ^ polynomial[power];
  return sum;
}

// What is left of a received word at the powers 2^0 ... 2^(n-1): all zero if it is a code word.
function syndromes(word, checkWords) {
  return Array.from({ length: checkWords }, (_, power) => word.reduce((sum, value) => times(sum, EXP[power]) ^ value, 0));
}

// Berlekamp and Massey: the shortest register that makes the syndromes; its reciprocal roots are where the errors are.
function errorLocator(found) {
  let locator = [1];
  let previous = [1];
  let errors = 0;
  let gap = 1;
  let scale = 1;
  for (let n = 0; n < found.length; n += 1) {
    let discrepancy = found[n];
    for (let i = 1; i <= errors; i += 1) discrepancy ^= times(locator[i] ?? 0, found[n - i]);
    if (discrepancy === 0) {
      gap += 1;
      continue;
    }
    const kept = locator;
    const factor = times(discrepancy, inverse(scale));
    locator = [...locator, ...new Array(Math.max(0, previous.length + gap - locator.length)).fill(0)];
    previous.forEach((value, place) => { locator[place + gap] ^= times(factor, value); });
    if (2 * errors > n) {
      gap += 1;
    } else {
      [errors, previous, scale, gap] = [n + 1 - errors, kept, discrepancy, 1];
    }
  }
  return { locator: locator.slice(0, errors + 1), errors };
}

// Mend a received word (a Uint8Array, data first) in place. Return how many bytes were wrong, or -1 if it cannot be mended.
export function correct(word, checkWords) {
  const found = syndromes(word, checkWords);
  if (found.every((value) => value === 0)) return 0;
  const { locator, errors } = errorLocator(found);
  if (errors * 2 > checkWords) return -1;
  const places = [];
  for (let place = 0; place < word.length; place += 1) {
    if (evaluate(locator, EXP[(255 - place) % 255]) === 0) places.push(place);
  }
  if (places.length !== errors) return -1;
  mend(word, places, found, locator);
  return syndromes(word, checkWords).every((value) => value === 0) ? errors : -1;
}

// Forney: the size of each error from the evaluator, the product of syndromes and locator modulo x^n.
function mend(word, places, found, locator) {
  const evaluator = found.map((_, power) => {
    let sum = 0;
    for (let i = 0; i <= power && i < locator.length; i += 1) sum ^= times(locator[i], found[power - i]);
    return sum;
  });
  // In a field of characteristic 2 only the odd powers are left in a derivative.
  const derivative = locator.slice(1).map((value, place) => (place % 2 === 0 ? value : 0));
  for (const place of places) {
    const root = EXP[(255 - place) % 255];
    const size = times(times(EXP[place % 255], evaluate(evaluator, root)), inverse(evaluate(derivative, root) || 1));
    word[word.length - 1 - place] ^= size;
  }
}
