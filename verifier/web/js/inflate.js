// Inflating what a stranger sent, within a budget.
//
// A few kilobytes can inflate to gigabytes, and a stream that is written to in one piece inflates
// all of it before it can be stopped. So it is fed in small pieces, and left at the first byte over
// the limit.
import { MalformedError } from "./errors.js";

const MAX_INFLATED_BYTES = 8 * 1024 * 1024;
// DEFLATE makes at most 1,032 bytes of one: a piece is at most 4 MiB of output.
const PIECE_BYTES = 4096;
const NOT_INFLATED = "the list cannot be inflated: damaged, cut off, or followed by something";

/**
 * Return inflated bytes; `form` is "deflate" (zlib, RFC 1950) or "gzip" (RFC 1952).
 * Throws MalformedError: damaged, cut off, followed by something, or larger than 8 MiB.
 */
export async function inflate(bytes, form) {
  if (!globalThis.DecompressionStream) throw new MalformedError("this browser inflates no list");
  const reader = piecesOf(bytes).pipeThrough(new DecompressionStream(form)).getReader();
  const parts = [];
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      if (length > MAX_INFLATED_BYTES) break;
      parts.push(part.value);
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new MalformedError(NOT_INFLATED);
  }
  if (length <= MAX_INFLATED_BYTES) return joined(parts, length);
  // What is left would be inflated for nobody.
  await reader.cancel();
  throw new MalformedError(`the list is larger than ${MAX_INFLATED_BYTES} bytes`);
}

function piecesOf(bytes) {
  let at = 0;
  const pull = (controller) => {
    if (at >= bytes.length) return controller.close();
    controller.enqueue(bytes.slice(at, at + PIECE_BYTES));
    at += PIECE_BYTES;
    return undefined;
  };
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}

function joined(parts, length) {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
