// JSON with one meaning only (verifier/strict_json.py).
//
// `JSON.parse` keeps the last of two members of one name, rounds integers, turns 1e999 into
// Infinity, lets lone surrogates pass and recurses as deep as it is told. Two readers of the same
// signed bytes must see the same value, so this is a scanner of its own for RFC 8259.
//
// An object is a Map (a member may be called `__proto__`), an integer is a BigInt, any other
// number a Number: so 7 and 7.0 stay apart, and an integer of 19 digits is exact. BigInt and Number
// compare exactly.
import { textOf } from "./bytes.js";
import { MalformedError } from "./errors.js";
import { hasLoneSurrogate } from "./unicode.js";

export const MAX_DEPTH = 32;
const MAX_INTEGER_DIGITS = 19;
// Reading goes on below the limit, so that a text which is no JSON at all is called that; but not
// as deep as somebody wants.
const STOP_DEPTH = 512;

const SPACE = /[ \t\n\r]*/y;
const PLAIN = /[^"\\\x00-\x1f]*/y;
const NUMBER = /(-?)(0|[1-9][0-9]*)((?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)/y;
const HEX4 = /[0-9a-fA-F]{4}/y;
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const WORDS = [["true", true], ["false", false], ["null", null]];
const NO_NUMBERS = ["NaN", "Infinity", "-Infinity"];

const notJSON = () => new MalformedError("not JSON");
const tooDeep = () => new MalformedError(`nested deeper than ${MAX_DEPTH}`);

/**
 * Read one JSON document, of text or of UTF-8.
 * Throws MalformedError: it is none, or leaves a choice to its reader.
 */
export function parseJSON(raw) {
  const text = typeof raw === "string" ? raw : textOf(raw);
  if (text === null) throw notJSON();
  const scanner = new Scanner(text);
  const value = scanner.document();
  if (scanner.hasLoneSurrogate || (typeof raw === "string" && hasLoneSurrogate(raw))) {
    throw new MalformedError("text with a lone surrogate");
  }
  if (scanner.deepest > MAX_DEPTH) throw tooDeep();
  return value;
}

/** Read one JSON document that must be an object; throws MalformedError like `parseJSON`. */
export function parseJSONObject(raw) {
  const value = parseJSON(raw);
  if (!isObject(value)) throw new MalformedError("not a JSON object");
  return value;
}

/** Tell whether a value is a JSON object. */
export function isObject(value) {
  return value instanceof Map;
}

/** Tell whether a value is a number of either kind. */
export function isNumber(value) {
  return typeof value === "bigint" || typeof value === "number";
}

/** Return a member of an object, undefined where it has none or the holder is no object. */
export function memberOf(holder, name) {
  return isObject(holder) ? holder.get(name) : undefined;
}

/** Tell whether two JSON values say the same, 1 and 1.0 among them. */
export function isEqual(left, right) {
  if (isNumber(left) && isNumber(right)) return left == right; // exact between the two kinds
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, n) => isEqual(item, right[n]));
  }
  if (isObject(left) && isObject(right)) {
    const isShared = ([name, value]) => right.has(name) && isEqual(value, right.get(name));
    return left.size === right.size && [...left].every(isShared);
  }
  return left === right;
}

/** One walk through a text. */
class Scanner {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.depth = 0;
    this.deepest = 0;
    this.hasLoneSurrogate = false;
  }

  document() {
    this.take(SPACE);
    const value = this.value();
    this.take(SPACE);
    if (this.at !== this.text.length) throw notJSON();
    return value;
  }

  /** Move past what a sticky pattern matches here; return the match, or null. */
  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  value() {
    const first = this.text[this.at];
    if (first === '"') return this.string();
    if (first === "{") return this.nested(() => this.object());
    if (first === "[") return this.nested(() => this.array());
    const word = WORDS.find(([name]) => this.text.startsWith(name, this.at));
    if (!word) return this.number();
    this.at += word[0].length;
    return word[1];
  }

  number() {
    const name = NO_NUMBERS.find((word) => this.text.startsWith(word, this.at));
    if (name) throw new MalformedError(`${name} is no JSON`);
    const found = this.take(NUMBER);
    if (!found) throw notJSON();
    const [whole, , digits, rest] = found;
    if (rest) {
      const number = Number(whole);
      if (!Number.isFinite(number)) throw new MalformedError("a number is too large");
      return number;
    }
    if (digits.length > MAX_INTEGER_DIGITS) {
      throw new MalformedError(`an integer has more than ${MAX_INTEGER_DIGITS} digits`);
    }
    return BigInt(whole);
  }

  string() {
    this.at += 1;
    let text = this.take(PLAIN)[0];
    while (this.text[this.at] === "\\") text += this.escape() + this.take(PLAIN)[0];
    if (this.text[this.at] !== '"') throw notJSON();
    this.at += 1;
    this.hasLoneSurrogate ||= hasLoneSurrogate(text);
    return text;
  }

  escape() {
    const letter = this.text[this.at + 1];
    this.at += 2;
    if (letter === "u") {
      const digits = this.take(HEX4);
      if (!digits) throw notJSON();
      return String.fromCharCode(parseInt(digits[0], 16));
    }
    if (!Object.hasOwn(ESCAPES, letter)) throw notJSON();
    return ESCAPES[letter];
  }

  nested(read) {
    this.depth += 1;
    this.deepest = Math.max(this.deepest, this.depth);
    if (this.depth > STOP_DEPTH) throw tooDeep();
    const value = read();
    this.depth -= 1;
    return value;
  }

  array() {
    const items = [];
    this.items("]", () => items.push(this.value()));
    return items;
  }

  object() {
    const members = new Map();
    let count = 0;
    this.items("}", () => {
      if (this.text[this.at] !== '"') throw notJSON();
      const name = this.string();
      this.take(SPACE);
      if (this.text[this.at] !== ":") throw notJSON();
      this.at += 1;
      this.take(SPACE);
      members.set(name, this.value());
      count += 1;
    });
    if (members.size !== count) throw new MalformedError("a member name stands twice in one object");
    return members;
  }

  /** Read what stands between brackets, an item at a time, with commas between them. */
  items(end, item) {
    this.at += 1;
    this.take(SPACE);
    if (this.text[this.at] !== end) {
      item();
      this.take(SPACE);
      while (this.text[this.at] === ",") {
        this.at += 1;
        this.take(SPACE);
        item();
        this.take(SPACE);
      }
    }
    if (this.text[this.at] !== end) throw notJSON();
    this.at += 1;
  }
}
