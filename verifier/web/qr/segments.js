// From data words to text: the modes of ISO/IEC 18004 section 7.4.

const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
// Extended channel interpretations that occur; what they name are labels of the Encoding standard.
const CHARACTER_SETS = new Map([[1, "latin1"], [3, "latin1"], [20, "shift_jis"], [25, "utf-16be"], [26, "utf-8"], [27, "latin1"], [28, "big5"], [29, "gb18030"], [30, "euc-kr"], [32, "gb18030"]]);
// Bits of the character count for versions up to 9, up to 26, up to 40 (table 3).
const COUNT_BITS = { 1: [10, 12, 14], 2: [9, 11, 13], 4: [8, 16, 16], 8: [8, 10, 12] };

class Bits {
  constructor(bytes) {
    this.bytes = bytes;
    this.place = 0;
  }

  get left() {
    return this.bytes.length * 8 - this.place;
  }

  take(count) {
    if (count > this.left) throw new RangeError("the data of the symbol end too early");
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, this.place += 1) value = (value << 1) | ((this.bytes[this.place >> 3] >> (7 - (this.place & 7))) & 1);
    return value;
  }
}

function numeric(bits, count) {
  let text = "";
  for (let left = count; left > 0; left -= 3) {
    const digits = Math.min(left, 3);
    text += String(bits.take([0, 4, 7, 10][digits])).padStart(digits, "0");
  }
  return text;
}

function alphanumeric(bits, count) {
  let text = "";
  for (let left = count; left > 0; left -= 2) {
    if (left === 1) return text + (ALPHANUMERIC[bits.take(6)] ?? "");
    const pair = bits.take(11);
    text += (ALPHANUMERIC[Math.floor(pair / 45)] ?? "") + ALPHANUMERIC[pair % 45];
  }
  return text;
}

// Thirteen bits for each character of Shift JIS (section 7.4.6).
function kanji(bits, count) {
  const bytes = [];
  for (let left = count; left > 0; left -= 1) {
    const value = bits.take(13);
    const joined = (Math.floor(value / 0xc0) << 8) + (value % 0xc0);
    const character = joined + (joined < 0x1f00 ? 0x8140 : 0xc140);
    bytes.push(character >> 8, character & 0xff);
  }
  return new TextDecoder("shift_jis").decode(Uint8Array.from(bytes));
}

// Bytes without a named character set: most writers mean UTF-8, the standard means Latin-1.
function decode(bytes, label) {
  if (label) return new TextDecoder(label).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

function interpretation(bits) {
  const first = bits.take(8);
  if (first < 0x80) return first;
  return first < 0xc0 ? ((first & 0x3f) << 8) | bits.take(8) : ((first & 0x1f) << 16) | bits.take(16);
}

// The text of the data words of a symbol of a version. Throws RangeError where they are no text.
export function readText(words, version) {
  const bits = new Bits(words);
  const size = version < 10 ? 0 : version < 27 ? 1 : 2;
  let [text, label, loose] = ["", null, []];
  // Neighbouring byte segments may split a character between them.
  const flush = () => { text += decode(Uint8Array.from(loose), label); loose = []; };
  while (bits.left >= 4) {
    const mode = bits.take(4);
    if (mode === 0) break;
    if (mode === 4) {
      for (let left = bits.take(COUNT_BITS[4][size]); left > 0; left -= 1) loose.push(bits.take(8));
      continue;
    }
    flush();
    if (mode === 7) label = CHARACTER_SETS.get(interpretation(bits)) ?? null;
    else if (mode === 5 || mode === 9) bits.take(mode === 9 ? 8 : 0); // FNC1: says what the data are for, and is no part of them.
    else if (mode === 1) text += numeric(bits, bits.take(COUNT_BITS[1][size]));
    else if (mode === 2) text += alphanumeric(bits, bits.take(COUNT_BITS[2][size]));
    else if (mode === 8) text += kanji(bits, bits.take(COUNT_BITS[8][size]));
    else throw new RangeError(`mode ${mode} is not read`);
  }
  flush();
  return text;
}
