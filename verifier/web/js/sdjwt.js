// SD-JWT presentations: a signed token, what its holder discloses, and who presents it
// (verifier/sdjwt.py; RFC 9901 section 4 has the form, section 7.1 the processing).
//
// Nothing is tolerated that section 7.1 lets a verifier pass over quietly: a digest twice, a
// disclosure that nothing refers to, a name that stands there already.
import { sha256, utf8 } from "./bytes.js";
import { decodeBase64url, encodeBase64url, isBase64url } from "./encoding.js";
import { MalformedError } from "./errors.js";
import { MAX_DEPTH } from "./json-scanner.js";
import { isObject, parseJSON } from "./strict-json.js";

const MAX_DISCLOSURES = 256;
const RESERVED_NAMES = ["_sd", "..."];
const OBJECT_MEMBER_PARTS = 3;
const ARRAY_ELEMENT_PARTS = 2;

/**
 * Split the compact form into `{jwt, disclosures, keyBinding, bound}`; `bound` is what a key
 * binding hashes (RFC 9901 section 4.3.1). The parts are checked for alphabet and number only.
 * Throws MalformedError: it does not end in `~` or a key binding, or a part is wrong.
 */
export function parsePresentation(token) {
  const [jwt, ...rest] = token.split("~");
  if (!rest.length) throw new MalformedError("no ~ after the signed token");
  const keyBinding = rest.pop();
  if (rest.length > MAX_DISCLOSURES) {
    throw new MalformedError(`${rest.length} disclosures, at most ${MAX_DISCLOSURES} allowed`);
  }
  if (!rest.every((part) => part && isBase64url(part))) {
    throw new MalformedError("a disclosure is not base64url");
  }
  const parts = keyBinding.split(".");
  if (keyBinding && !(parts.length === 3 && parts.every(isBase64url))) {
    throw new MalformedError("what follows the last ~ is no token");
  }
  const bound = token.slice(0, token.length - keyBinding.length);
  return { jwt, disclosures: rest, keyBinding, bound };
}

/**
 * Put the disclosed claims where their digests stand (RFC 9901 section 7.1, steps 2 to 5):
 * `{claims, names}`, the names of the top level in the order presented.
 * `reserved`: names that must never be disclosed at the top level.
 * Throws MalformedError: any rule of that section is broken; the message says which.
 */
export async function disclose(claims, disclosures, reserved) {
  // 7.1 step 2.b: only the algorithm that the registry issues with.
  if (claims.has("_sd_alg") && claims.get("_sd_alg") !== "sha-256") {
    throw new MalformedError("digests of another algorithm than sha-256");
  }
  // Step 3.a: calculate the digest over each disclosure, as it was sent.
  const digests = await Promise.all(disclosures.map(digestOf));
  const values = disclosures.map(decodeBase64url).map(parseJSON);
  const pending = new Map(digests.map((digest, place) => [digest, values[place]]));
  if (pending.size !== digests.length) throw new MalformedError("a disclosure stands twice");
  const opening = new Opening(pending);
  const processed = opening.object(claims, 1, reserved);
  processed.delete("_sd_alg");
  // Step 5: a disclosure that nothing refers to.
  if (pending.size) throw new MalformedError(`${pending.size} disclosures belong to no digest`);
  const names = digests.filter((digest) => opening.topLevel.has(digest));
  return { claims: processed, names: names.map((digest) => opening.topLevel.get(digest)) };
}

async function digestOf(disclosure) {
  return encodeBase64url(await sha256(utf8(disclosure)));
}

/** One walk through the claims, which uses up `pending`; recursion is bounded by depth. */
class Opening {
  constructor(pending) {
    this.pending = pending;
    this.seen = new Set();
    this.topLevel = new Map();
  }

  /** Return the members with what is disclosed among them, and without digests. */
  object(members, depth, reserved = []) {
    checkDepth(depth);
    if (members.has("...")) throw new MalformedError("a member is named ...");
    const opened = new Map(members);
    opened.delete("_sd");
    for (const [name, value] of opened) opened.set(name, this.value(value, depth + 1));
    if (!members.has("_sd")) return opened;
    const digests = members.get("_sd");
    this.note(digests);
    for (const digest of digests) {
      const disclosure = this.take(digest);
      if (disclosure === undefined) continue;
      const name = this.member(disclosure, opened, depth, reserved);
      if (depth === 1) this.topLevel.set(digest, name);
    }
    return opened;
  }

  /** Put a disclosed claim among the members of its object; return its name. */
  member(disclosure, opened, depth, reserved) {
    const [, name, value] = partsOf(disclosure, OBJECT_MEMBER_PARTS);
    const isFree = typeof name === "string" && ![...RESERVED_NAMES, ...reserved].includes(name);
    if (!isFree || opened.has(name)) {
      throw new MalformedError("a disclosed name is no text, reserved, or stands there already");
    }
    opened.set(name, this.value(value, depth + 1));
    return name;
  }

  /** Return a value, processed. */
  value(value, depth) {
    if (isObject(value)) return this.object(value, depth);
    if (!Array.isArray(value)) return value;
    checkDepth(depth);
    return value.flatMap((element) => this.element(element, depth));
  }

  /** Return an element of an array in an array, which is empty for what is not disclosed. */
  element(element, depth) {
    if (!(isObject(element) && element.has("..."))) return [this.value(element, depth + 1)];
    if (element.size !== 1) throw new MalformedError("a digest of an array element has neighbours");
    const digest = element.get("...");
    this.note([digest]);
    const disclosure = this.take(digest);
    if (disclosure === undefined) return [];
    // It takes the place of its digest, and may itself hold digests.
    return [this.value(partsOf(disclosure, ARRAY_ELEMENT_PARTS)[1], depth + 1)];
  }

  take(digest) {
    const disclosure = this.pending.get(digest);
    this.pending.delete(digest);
    return disclosure;
  }

  /**
   * Refuse digests that are no array of texts, or of which one was met before.
   * Step 4: that holds for decoys and for what is not disclosed, too.
   */
  note(digests) {
    if (!Array.isArray(digests) || !digests.every((digest) => typeof digest === "string")) {
      throw new MalformedError("digests are no array of texts");
    }
    const fresh = new Set(digests);
    if (fresh.size !== digests.length || digests.some((digest) => this.seen.has(digest))) {
      throw new MalformedError("a digest stands twice");
    }
    digests.forEach((digest) => this.seen.add(digest));
  }
}

function checkDepth(depth) {
  if (depth > MAX_DEPTH) throw new MalformedError(`the claims are nested deeper than ${MAX_DEPTH}`);
}

function partsOf(parts, count) {
  if (!Array.isArray(parts) || parts.length !== count || typeof parts[0] !== "string") {
    throw new MalformedError(`a disclosure is no array of ${count} that begins with a salt`);
  }
  return parts;
}
