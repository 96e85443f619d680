// Was this credential logged, and by when? (verifier/logproof.py; c2sp.org/tlog-proof)
//
// A stapled proof (CREDENTIAL.md section 7) carries the entry itself in its `extra` line. Its hash
// must lead, by the inclusion path, to the root of a checkpoint that a known log signed and a
// quorum of witnesses cosigned, and it must name this credential by the SHA-256 of its token.
import { decodeBase64 } from "./encoding.js";
import { MalformedError } from "./errors.js";
import { isIncluded, leafHash } from "./merkle.js";
import { parseCheckpoint, parseNote, verifyCosignature, verifyLogSignature } from "./notes.js";
import { parseJSONObject } from "./strict-json.js";
import { hasLoneSurrogate, isLongerThan } from "./unicode.js";

const MAX_PROOF_CHARACTERS = 65_536;
const MAX_PATH = 64;
const HASH_BYTES = 32;
const HEADER = "c2sp.org/tlog-proof@v1";
const EXTRA = "extra ";
const INDEX = "index ";
const ENTRY_TYPE = "certificate/1";
const DECIMAL = /^(?:0|[1-9][0-9]{0,18})$/;

/** Proof that a credential is in a log; `cosignedAt` has unix seconds by the name of a witness. */
class VerifiedLogProof {
  constructor(policy, cosignedAt) {
    this.policy = policy;
    this.cosignedAt = cosignedAt;
  }

  /** Tell whether cosignatures made before `moment` alone make the quorum. */
  isOlderThan(moment) {
    const early = [...this.cosignedAt].filter(([, time]) => time < moment).map(([name]) => name);
    return this.policy.hasWitnesses && this.policy.isSatisfiedBy(early);
  }
}

/**
 * Read a `tlog-proof@v1` text with an entry in its `extra` line:
 * `{entry, index, path, note, checkpoint}`. Throws MalformedError: it is none, or is too long.
 */
function parseLogProof(text) {
  if (isLongerThan(text, MAX_PROOF_CHARACTERS)) {
    throw new MalformedError(`a log proof of more than ${MAX_PROOF_CHARACTERS} characters`);
  }
  if (hasLoneSurrogate(text)) throw new MalformedError("a log proof with a lone surrogate");
  const [head, ...rest] = text.split("\n\n");
  const [header, extra = "", index = "", ...path] = head.split("\n");
  if (header !== HEADER || !extra.startsWith(EXTRA) || !index.startsWith(INDEX)) {
    throw new MalformedError("not a tlog-proof with an entry");
  }
  const digits = index.slice(INDEX.length);
  const hashes = path.map(decodeBase64);
  if (!DECIMAL.test(digits) || hashes.length > MAX_PATH) {
    throw new MalformedError("the index or path of a log proof is out of bounds");
  }
  if (hashes.some((value) => value.length !== HASH_BYTES)) {
    throw new MalformedError("a hash of a log proof is no SHA-256 hash");
  }
  const note = parseNote(rest.join("\n\n"));
  const entry = decodeBase64(extra.slice(EXTRA.length));
  const checkpoint = parseCheckpoint(note.text);
  return { entry, index: BigInt(digits), path: hashes, note, checkpoint };
}

/**
 * Check that the token which hashes to `jwtSha256` (hex) is in a log of the policy.
 * Throws MalformedError: the proof cannot be read, or does not prove it; RefusedSignatureError: a
 * signature of a known key does not hold.
 */
export async function verifyLogProof(text, policy, jwtSha256) {
  const { entry, index, path, note, checkpoint } = parseLogProof(text);
  checkEntry(entry, jwtSha256);
  const { size, root, origin } = checkpoint;
  if (!(await isIncluded(await leafHash(entry), { index, size, path, root }))) {
    throw new MalformedError("the entry is not in the tree of the checkpoint");
  }
  if (!(await isSignedByLog(note, policy, origin))) {
    throw new MalformedError("no known log signed the checkpoint");
  }
  const cosignedAt = new Map();
  for (const [name, key] of policy.witnesses) {
    const time = await verifyCosignature(note, key);
    if (time !== null) cosignedAt.set(name, time);
  }
  if (!policy.isSatisfiedBy(cosignedAt.keys())) {
    throw new MalformedError("too few witnesses cosigned the checkpoint");
  }
  return new VerifiedLogProof(policy, cosignedAt);
}

/** The name of a log's key is its origin (tlog-policy, "Defining a log"). */
async function isSignedByLog(note, policy, origin) {
  for (const key of policy.logs) {
    if (key.name === origin && (await verifyLogSignature(note, key))) return true;
  }
  return false;
}

function checkEntry(entry, jwtSha256) {
  const members = parseJSONObject(entry);
  const hashes = members.get("jwts");
  const isOfIt = Array.isArray(hashes) && hashes.includes(jwtSha256);
  if (members.get("type") !== ENTRY_TYPE || !isOfIt) {
    throw new MalformedError("the logged entry is not of this credential");
  }
}
