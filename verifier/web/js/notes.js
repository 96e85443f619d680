// Signed notes, checkpoints and cosignatures of a transparency log (verifier/notes.py).
//
// The formats are c2sp.org/signed-note, tlog-checkpoint and tlog-cosignature. A note is believed
// for what *known* keys signed of it: lines of unknown keys are passed over, a line of a known key
// that does not hold spoils the note.
import { concat, hex, isSame, sha256, utf8 } from "./bytes.js";
import { isSignedWithEd25519 } from "./ed25519.js";
import { decodeBase64 } from "./encoding.js";
import { MalformedError, RefusedSignatureError } from "./errors.js";
import { hasSpace } from "./unicode.js";

const ED25519_NOTE = 1;
const ED25519_COSIGNATURE = 4;
const MAX_SIGNATURES = 64;
const KEY_BYTES = 32;
const KEY_ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
const TIMESTAMP_BYTES = 8;
const HASH_BYTES = 32;
const MAX_TIMESTAMP = 2n ** 63n - 1n;
// No note has a control character below U+0020 but the newline.
const CONTROL = /[\x00-\x09\x0b-\x1f]/;
const HEX8 = /^[0-9a-f]{8}$/;
const DECIMAL = /^(?:0|[1-9][0-9]{0,18})$/;

/**
 * Read a vkey, `<name>+<key id in hex>+<base64 of type and key>`, into `{name, keyId, type, raw}`.
 * Throws MalformedError: it is none, or its id does not belong to it.
 */
export async function parseNoteKey(text) {
  const [name, hexId, encoded] = cut(text, "+", 2);
  const material = decodeBase64(encoded);
  if (!(isKeyName(name) && HEX8.test(hexId) && material.length)) {
    throw new MalformedError("not a verifier key");
  }
  const [type, raw] = [material[0], material.slice(1)];
  if ([ED25519_NOTE, ED25519_COSIGNATURE].includes(type) && raw.length !== KEY_BYTES) {
    throw new MalformedError("an Ed25519 key of another length");
  }
  const keyId = (await sha256(concat(utf8(`${name}\n`), material))).slice(0, KEY_ID_BYTES);
  if (hex(keyId) !== hexId) {
    throw new MalformedError("the id of a verifier key does not belong to it");
  }
  return { name, keyId, type, raw };
}

/**
 * Read a signed note: its text with the final newline, and `{name, keyId, signature}` of each line.
 * Throws MalformedError: it is none, or has too many signatures.
 */
export function parseNote(text) {
  const at = text.lastIndexOf("\n\n");
  const lines = text.slice(at + 2);
  if (at < 0 || !lines.endsWith("\n") || CONTROL.test(text)) {
    throw new MalformedError("not a signed note");
  }
  const signatures = lines.slice(0, -1).split("\n");
  if (signatures.length > MAX_SIGNATURES) {
    throw new MalformedError(
      `${signatures.length} signatures on a note, at most ${MAX_SIGNATURES} allowed`,
    );
  }
  return { text: text.slice(0, at + 1), signatures: signatures.map(signatureLine) };
}

function signatureLine(line) {
  const [dash, name, encoded] = cut(line, " ", 2);
  const raw = decodeBase64(encoded);
  if (dash !== "—" || !isKeyName(name) || raw.length <= KEY_ID_BYTES) {
    throw new MalformedError("not a signature line");
  }
  return { name, keyId: raw.slice(0, KEY_ID_BYTES), signature: raw.slice(KEY_ID_BYTES) };
}

/**
 * Read the text of a note as a checkpoint: origin, size (a BigInt), root, perhaps more lines.
 * Throws MalformedError: it is none.
 */
export function parseCheckpoint(text) {
  const lines = text.replace(/\n$/, "").split("\n");
  if (lines.length < 3 || !lines.every(Boolean) || !DECIMAL.test(lines[1])) {
    throw new MalformedError("not a checkpoint");
  }
  const root = decodeBase64(lines[2]);
  if (root.length !== HASH_BYTES) {
    throw new MalformedError("the root of a checkpoint is no SHA-256 hash");
  }
  return { origin: lines[0], size: BigInt(lines[1]), root };
}

/**
 * Tell whether the log with `key` signed the note.
 * Throws RefusedSignatureError: a line says so, and it does not hold.
 */
export async function verifyLogSignature(note, key) {
  const signatures = signaturesBy(note, key, ED25519_NOTE);
  for (const signature of signatures) await verify(key, signature, note.text);
  return signatures.length > 0;
}

/**
 * Return when the witness first cosigned the note, in unix seconds as a BigInt; null if never.
 * Throws RefusedSignatureError: a line says so, and it does not hold.
 */
export async function verifyCosignature(note, key) {
  let first = null;
  for (const signature of signaturesBy(note, key, ED25519_COSIGNATURE)) {
    const time = timeOf(signature);
    if (signature.length !== TIMESTAMP_BYTES + SIGNATURE_BYTES || time > MAX_TIMESTAMP) {
      throw new RefusedSignatureError(`the cosignature of ${key.name} is malformed`);
    }
    const message = `cosignature/v1\ntime ${time}\n${note.text}`;
    await verify(key, signature.slice(TIMESTAMP_BYTES), message);
    if (first === null || time < first) first = time;
  }
  return first;
}

function timeOf(signature) {
  return BigInt(`0x${hex(signature.slice(0, TIMESTAMP_BYTES))}`);
}

function signaturesBy(note, key, type) {
  if (key.type !== type) return [];
  const isBy = ({ name, keyId }) => name === key.name && isSame(keyId, key.keyId);
  return note.signatures.filter(isBy).map(({ signature }) => signature);
}

async function verify(key, signature, message) {
  if (!(await isSignedWithEd25519(key.raw, signature, utf8(message)))) {
    throw new RefusedSignatureError(`the signature of ${key.name} does not hold`);
  }
}

/** A key name has no white space and no plus. */
function isKeyName(name) {
  return name !== "" && !name.includes("+") && !hasSpace(name);
}

/** Split text at the first `count` separators; what is not there is an empty text. */
function cut(text, separator, count) {
  const parts = text.split(separator);
  const rest = parts.slice(count).join(separator);
  return [...Array.from({ length: count }, (_, place) => parts[place] ?? ""), rest];
}
