// Ed25519 signatures (RFC 8032): by WebCrypto where it knows them, else by the arithmetic below.
//
// Browsers learnt Ed25519 only lately, and every log and witness signs with it. To say of their
// signatures "does not hold" would be a lie, and "cannot be checked" no help; checking one takes
// a hundred lines and handles no secret. Points are extended coordinates (section 5.1.4), numbers
// BigInts.
import { concat, webCrypto } from "./bytes.js";

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = modulo(-121665n * power(121666n, P - 2n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);
const IDENTITY = [0n, 1n, 1n, 0n];
const BASE_Y = modulo(4n * power(5n, P - 2n));

/** Tell whether a key (32 bytes) made a signature (64 bytes) of a message. */
export async function isSignedWithEd25519(key, signature, message) {
  try {
    const imported = await webCrypto().importKey("raw", key, "Ed25519", false, ["verify"]);
    return await webCrypto().verify("Ed25519", imported, signature, message);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    // Any other complaint of WebCrypto is about bytes that are no point of the curve.
    return error.name === "NotSupportedError" && isSignedByArithmetic(key, signature, message);
  }
}

/** Tell the same without WebCrypto's Ed25519 (RFC 8032 section 5.1.7). */
export async function isSignedByArithmetic(key, signature, message) {
  const commitment = signature.slice(0, 32);
  const s = integer(signature.slice(32));
  const a = pointOf(key);
  if (!a || signature.length !== 64 || s >= L) return false;
  const hash = await webCrypto().digest("SHA-512", concat(commitment, key, message));
  const k = integer(new Uint8Array(hash)) % L;
  const negative = [modulo(-a[0]), a[1], a[2], modulo(-a[3])];
  const [x, y, z] = add(multiply(basePoint(), s), multiply(negative, k));
  const inverse = power(z, P - 2n);
  const encoded = modulo(y * inverse) | ((modulo(x * inverse) & 1n) << 255n);
  return encoded === integer(commitment);
}

function modulo(value) {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function power(base, exponent) {
  let result = 1n;
  let square = modulo(base);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = modulo(result * square);
    square = modulo(square * square);
  }
  return result;
}

/** Read bytes as an integer, the least significant first. */
function integer(bytes) {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** Return the sum of two points (RFC 8032 section 5.1.4). */
function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = modulo((y1 - x1) * (y2 - x2));
  const b = modulo((y1 + x1) * (y2 + x2));
  const c = modulo(2n * t1 * D * t2);
  const d = modulo(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [modulo(e * f), modulo(g * h), modulo(f * g), modulo(e * h)];
}

function multiply(point, factor) {
  let result = IDENTITY;
  let double = point;
  for (let rest = factor; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = add(result, double);
    double = add(double, double);
  }
  return result;
}

function basePoint() {
  const x = rootFor(BASE_Y, 0n);
  return [x, BASE_Y, 1n, modulo(x * BASE_Y)];
}

/** Decode a point (RFC 8032 section 5.1.3); null if the bytes are none. */
function pointOf(bytes) {
  const encoded = integer(bytes);
  const y = encoded & (2n ** 255n - 1n);
  const x = bytes.length === 32 && y < P ? rootFor(y, encoded >> 255n) : null;
  return x === null ? null : [x, y, 1n, modulo(x * y)];
}

/** Return the x of a y, of which the lowest bit is `sign`; null if the curve has none. */
function rootFor(y, sign) {
  const u = modulo(y * y - 1n);
  const v = modulo(D * y * y + 1n);
  let x = modulo(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  if (modulo(v * x * x) !== u) x = modulo(x * ROOT_OF_MINUS_ONE);
  if (modulo(v * x * x) !== u || (x === 0n && sign === 1n)) return null;
  return (x & 1n) === sign ? x : P - x;
}
