// Text by Unicode characters, as the published rules count it, not by the UTF-16 units of
// JavaScript: limits, the last four characters, the first character of a name, white space.

// The characters that Unicode calls white space. JavaScript's own class has U+FEFF and lacks four
// separators and U+0085, so a name or a signature line would be read otherwise here.
const SPACE =
  "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ENDS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "gu");
const HAS_SPACE = new RegExp(`[${SPACE}]`, "u");
const LONE_SURROGATE = /\p{Surrogate}/u;
const OTHER_THAN_ASCII = /[^\x00-\x7f]/;

/** Tell whether text has more than `limit` characters. */
export function isLongerThan(text, limit) {
  if (text.length <= limit) return false;
  // A character has at most two units, so nothing need be counted in a text of twice the limit.
  return text.length > 2 * limit || [...text].length > limit;
}

/** Return the first character; an empty text if there is none. */
export function firstCharacter(text) {
  const [first = ""] = text;
  return first;
}

/** Return the last `count` characters. */
export function lastCharacters(text, count) {
  return [...text].slice(-count).join("");
}

/** Return text without white space at its ends. */
export function strip(text) {
  return text.replace(ENDS, "");
}

/** Tell whether text has any white space in it. */
export function hasSpace(text) {
  return HAS_SPACE.test(text);
}

/** Tell whether text holds half of a surrogate pair, which is no Unicode. */
export function hasLoneSurrogate(text) {
  return LONE_SURROGATE.test(text);
}

/** Tell whether text is ASCII. */
export function isAscii(text) {
  return !OTHER_THAN_ASCII.test(text);
}
