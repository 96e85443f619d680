// JSON with one meaning only (verifier/strict_json.py).
//
// `JSON.parse` keeps the last of two members of one name, rounds integers, turns 1e999 into
// Infinity, lets lone surrogates pass and recurses as deep as it is told. Two readers of the same
// signed bytes must see the same value, so json-scanner.js reads it instead.
//
// An object is a Map (a member may be called `__proto__`), an integer is a BigInt, any other
// number a Number: so 7 and 7.0 stay apart, and an integer of 19 digits is exact. BigInt and Number
// compare exactly.
import { textOf } from "./bytes.js";
import { MalformedError } from "./errors.js";
import { Scanner } from "./json-scanner.js";

/**
 * Read one JSON document, of text or of UTF-8.
 * Throws MalformedError: it is none, or leaves a choice to its reader.
 */
export function parseJSON(raw) {
  const text = typeof raw === "string" ? raw : textOf(raw);
  if (text === null) throw new MalformedError("not JSON");
  return new Scanner(text).read();
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
