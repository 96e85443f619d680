// The facts of a certificate, and where it contradicts itself (verifier/certificate.py).
//
// `readFacts` refuses what cannot be read as a certificate at all; `contradictions` lists what can
// be read and cannot all be true.
import { MalformedError } from "./errors.js";
import { chinaDayNumber, dayNumber, parseDay } from "./moments.js";
import { readNumber } from "./numbers.js";
import { occupationKey } from "./scope.js";
import { isNumber } from "./strict-json.js";
import { GRADED_KINDS, KINDS, LEVELS, VISIBLE_CLAIMS } from "./tables.js";
import { lastCharacters } from "./unicode.js";

export const VCT = "urn:cn:skills:certificate:1";
const MANDATORY = ["issued_on", "kind", "number"];
const MANDATORY_IF_GRADED = ["issued_on", "kind", "level", "number", "occupation"];
const PRIVATE_TEXTS = ["name", "id_number", "id_last4", "birth_date", "enterprise"];
const PRIVATE_NUMBERS = ["theory", "practical"];
const OCCUPATION = /^(?:[0-9]{4}:)?[0-9A-Za-z.-]{1,32}$/;
const RESIDENT_ID = /^[0-9]{6}([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{3}[0-9Xx]$/;
const LAST4 = 4;

/**
 * Read the always visible facts of verified or unverified claims; null: it does not say.
 * Throws MalformedError: a mandatory fact is missing, or any is not what it should be.
 */
export function readFacts(claims) {
  const visible = VISIBLE_CLAIMS.filter((name) => claims.has(name)).map((name) => claims.get(name));
  if (!visible.every((value) => typeof value === "string" && value)) {
    throw new MalformedError("a claim of the certificate is empty or not text");
  }
  const said = (name) => claims.get(name) ?? null;
  const [kind, level, occupation] = [said("kind"), said("level"), said("occupation")];
  const mandatory = GRADED_KINDS.includes(kind) ? MANDATORY_IF_GRADED : MANDATORY;
  const missing = mandatory.filter((name) => !claims.has(name));
  if (missing.length) throw new MalformedError(`no ${missing.join(", ")}`);
  if (!KINDS.includes(kind) || (level !== null && !LEVELS.includes(level))) {
    throw new MalformedError("an unknown kind or level");
  }
  if (occupation !== null && !OCCUPATION.test(occupation)) {
    throw new MalformedError("occupation is not edition:code");
  }
  return {
    number: said("number"),
    kind,
    issuedOn: parseDay(said("issued_on")),
    level,
    occupation: occupation === null ? null : occupationKey(occupation),
    occupationName: said("occupation_name"),
    workType: said("work_type"),
    issuerName: said("issuer_name"),
    issuerPrefix: said("issuer_prefix"),
  };
}

/** Read what is disclosed; a claim of a wrong type is as good as absent (see `mistyped`). */
export function readHolder(claims, disclosed) {
  const text = (name) => (typeof claims.get(name) === "string" ? claims.get(name) : null);
  return {
    name: text("name"),
    idNumber: text("id_number"),
    idLast4: text("id_last4"),
    birthDate: text("birth_date"),
    disclosed,
  };
}

/** Return the private claims that an issuer signed with another type than theirs. */
export function mistyped(claims) {
  const isWrong = (isRight) => (name) => claims.has(name) && !isRight(claims.get(name));
  return [
    ...PRIVATE_TEXTS.filter(isWrong((value) => typeof value === "string")),
    ...PRIVATE_NUMBERS.filter(isWrong(isNumber)),
  ];
}

/** Return what cannot all be true, as the names of the facts that contradict one another. */
export function contradictions(facts, holder, iss, iat) {
  const parts = readNumber(facts.kind, facts.number);
  const tail = iss.slice(iss.lastIndexOf("/") + 1);
  const found = parts === null ? ["number / kind"] : againstNumber(facts, parts, tail);
  if (facts.issuerPrefix !== null && facts.issuerPrefix !== tail) found.push("issuer_prefix / iss");
  if (holder.idNumber !== null) found.push(...againstIdNumber(holder));
  if (iat !== undefined && dayNumber(facts.issuedOn) > chinaDayNumber(iat)) {
    found.push("issued_on / iat");
  }
  return found;
}

function againstNumber(facts, parts, tail) {
  const { year, level, issuerPrefix } = parts;
  const found = [];
  const ownYear = Number(facts.issuedOn.slice(2, 4));
  if (year !== null && ownYear !== year) found.push("number / issued_on");
  if (level !== null && facts.level !== null && facts.level !== level) found.push("number / level");
  if (issuerPrefix !== null) {
    if (facts.issuerPrefix !== null && facts.issuerPrefix !== issuerPrefix) {
      found.push("number / issuer_prefix");
    }
    if (tail !== issuerPrefix) found.push("number / iss");
  }
  return found;
}

function againstIdNumber({ idNumber, idLast4, birthDate }) {
  const found = [];
  const tail = lastCharacters(idNumber, LAST4).toUpperCase();
  if (idLast4 !== null && tail !== idLast4.toUpperCase()) found.push("id_last4 / id_number");
  const resident = RESIDENT_ID.exec(idNumber);
  if (birthDate !== null && resident && birthDate !== resident.slice(1).join("-")) {
    found.push("birth_date / id_number");
  }
  return found;
}

/** Return the issuer prefix, from its own claim or the head of the number; null if neither. */
export function prefixOf(facts) {
  return facts.issuerPrefix ?? readNumber(facts.kind, facts.number)?.issuerPrefix ?? null;
}
