// The forms in which a credential reaches a verifier (verifier/envelope.py).
//
// The bare credential; the text of our QR code, `<base>/verify#<token>`; or a JSON file
// `{"credential", "logProof"}` that staples the log proof to it. Nothing is believed here.
import { textOf } from "./bytes.js";
import { MalformedError } from "./errors.js";
import { parseJSONObject } from "./strict-json.js";
import { isAscii, isLongerThan } from "./unicode.js";

const MAX_CREDENTIAL_BYTES = 65_536;
const MAX_ENVELOPE_BYTES = 131_072;
const QR_PATH = "/verify#";
const ADDRESS = /^https?:\/\//;

/**
 * Take the credential out of the text, or bytes, that it came in: `{credential, logProof}`, the
 * former ASCII, the latter null where none came with it.
 * Throws MalformedError: there is none in it, or it is too large.
 */
export function readEnvelope(raw) {
  const isTooLarge =
    typeof raw === "string"
      ? isLongerThan(raw, MAX_ENVELOPE_BYTES)
      : raw.length > MAX_ENVELOPE_BYTES;
  if (isTooLarge) throw new MalformedError(`more than ${MAX_ENVELOPE_BYTES} bytes`);
  const read = typeof raw === "string" ? raw : textOf(raw);
  if (read === null) throw new MalformedError("not text");
  const text = trim(read);
  if (!text.startsWith("{")) return { credential: credentialIn(text), logProof: null };
  const members = parseJSONObject(text);
  const [credential, logProof] = [members.get("credential"), members.get("logProof") ?? null];
  if (typeof credential !== "string" || !(logProof === null || typeof logProof === "string")) {
    throw new MalformedError("no credential in the JSON object, or a logProof that is no text");
  }
  return { credential: credentialIn(trim(credential)), logProof };
}

function trim(text) {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
}

function credentialIn(text) {
  const at = text.indexOf(QR_PATH);
  const isAddress = ADDRESS.test(text);
  if (isAddress && at < 0) {
    throw new MalformedError("an address without a credential after /verify#");
  }
  const credential = isAddress ? text.slice(at + QR_PATH.length) : text;
  if (!isAscii(credential)) {
    throw new MalformedError("not a credential: other characters than ASCII");
  }
  if (credential.length > MAX_CREDENTIAL_BYTES) {
    throw new MalformedError(
      `a credential of ${credential.length} bytes, at most ${MAX_CREDENTIAL_BYTES} allowed`,
    );
  }
  return credential;
}
