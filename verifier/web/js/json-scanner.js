// A scanner for RFC 8259 that refuses whatever leaves a choice to its reader: a member twice, an
// integer of more than 19 digits, a number that no double holds, half a character, deep nesting.
//
// Like the scanner of the Python package it goes from the left and refuses at the first fault, so
// that both say the same of a document with several.
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

/** One walk through a text. */
export class Scanner {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.depth = 0;
    this.deepest = 0;
    // A bare one stands in the text, one that was escaped is met on the way.
    this.hasLoneSurrogate = hasLoneSurrogate(text);
  }

  /** Return the value; throws MalformedError, also for what only the whole can tell. */
  read() {
    this.take(SPACE);
    const value = this.value();
    this.take(SPACE);
    if (this.at !== this.text.length) throw notJSON();
    if (this.hasLoneSurrogate) throw new MalformedError("text with a lone surrogate");
    if (this.deepest > MAX_DEPTH) throw tooDeep();
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
    if (members.size === count) return members;
    throw new MalformedError("a member name stands twice in one object");
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
