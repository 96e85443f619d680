// Bytes: where they come from, how they are compared, and their SHA-256 by WebCrypto.
import { UnsupportedError } from "./errors.js";

const ENCODER = new TextEncoder();

/** Return text in UTF-8. */
export function utf8(text) {
  return ENCODER.encode(text);
}

/** Return UTF-8 as text, or null if it is none: no byte is replaced, no byte order mark eaten. */
export function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Return several arrays of bytes as one. */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Tell whether two arrays of bytes are the same. */
export function isSame(left, right) {
  return left.length === right.length && left.every((byte, place) => byte === right[place]);
}

/** Return bytes in lower case hexadecimal. */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Return the SHA-256 of bytes. */
export async function sha256(bytes) {
  return new Uint8Array(await webCrypto().digest("SHA-256", bytes));
}

/** Return WebCrypto; throws UnsupportedError where a browser withholds it. */
export function webCrypto() {
  const subtle = globalThis.crypto?.subtle;
  if (subtle) return subtle;
  throw new UnsupportedError("WebCrypto is there only on https, on localhost, and from disk");
}
