// Base64, read strictly (verifier/encoding.py).
//
// RFC 7515 section 2 wants base64url without padding. `atob` skips white space and ignores unused
// bits; each leniency lets a token be changed without a trace, so there is exactly one accepted
// text for every array of bytes here (RFC 4648 section 3.5).
import { utf8 } from "./bytes.js";
import { MalformedError } from "./errors.js";

const BASE64URL = /^[A-Za-z0-9_-]*$/;
const BASE64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;
// What may stand last, by the length modulo four. The last character of a group of two (three)
// carries four (two) unused bits, which must be zero; a group of one cannot be.
const LAST = ["", "", "AQgw", "AEIMQUYcgkosw048"];

/** Tell whether text holds characters of the base64url alphabet only. */
export function isBase64url(text) {
  return BASE64URL.test(text);
}

/**
 * Decode canonical, unpadded base64url.
 * Throws MalformedError: any other character, padding, an impossible length, unused bits.
 */
export function decodeBase64url(text) {
  const group = utf8(text).length % 4;
  if (group && !LAST[group].includes(text.at(-1))) {
    throw new MalformedError("base64url of an impossible length, or with unused bits set");
  }
  if (!isBase64url(text)) throw new MalformedError("not base64url");
  return bytesOf(text.replaceAll("-", "+").replaceAll("_", "/"));
}

/** Encode as base64url without padding. */
export function encodeBase64url(bytes) {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * Decode canonical, padded base64 (RFC 4648 section 4), as signed notes write it.
 * Throws MalformedError: anything that an encoder would not have written.
 */
export function decodeBase64(text) {
  if (!BASE64.test(text)) throw new MalformedError("not base64 as an encoder writes it");
  return bytesOf(text);
}

function bytesOf(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < binary.length; place += 1) bytes[place] = binary.charCodeAt(place);
  return bytes;
}
