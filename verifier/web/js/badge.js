// The same certificate as an Open Badge 3.0 (`vc+jwt`; verifier/badge.py).
//
// The facts are read back from where the export puts them: occupation and level from the id of
// the achievement, the number from `licenseNumber`, the day of issue from `validFrom`. A badge
// about some other achievement is none of our certificates and has no facts here.
import { MalformedError } from "./errors.js";
import { chinaDay, parseRFC3339 } from "./moments.js";
import { readNumber } from "./numbers.js";
import { isEqual, isObject, memberOf } from "./strict-json.js";
import { GRADED_KINDS, LEVELS } from "./tables.js";

const ACHIEVEMENT_PREFIX = "urn:cn:skills:achievement:";
const ACHIEVEMENT = /^([0-9]{4}):([0-9A-Za-z.-]{1,32}):([A-Z_]+)$/;

/**
 * Read the credential around the facts: its period in unix seconds, null where open, and what it
 * contradicts. Throws MalformedError: it is no W3C credential, or its dates are no dates.
 */
export function readFrame(claims) {
  const types = claims.get("type");
  if (!(Array.isArray(types) ? types : [types]).includes("VerifiableCredential")) {
    throw new MalformedError("not a VerifiableCredential");
  }
  const issuer = claims.get("issuer");
  const pairs = [
    ["issuer / iss", isObject(issuer) ? issuer.get("id") : issuer, claims.get("iss")],
    ["id / jti", claims.get("id"), claims.get("jti")],
  ];
  const isContradiction = ([, inner, outer]) =>
    (inner ?? null) !== null && (outer ?? null) !== null && !isEqual(inner, outer);
  return {
    validFrom: moment(claims, "validFrom"),
    validUntil: moment(claims, "validUntil"),
    contradictions: pairs.filter(isContradiction).map(([name]) => name),
  };
}

/** Tell whether the credential is an Open Badge about one of our achievements. */
export function isOurBadge(claims) {
  const types = claims.get("type");
  const achievement = achievementOf(claims);
  return (
    Array.isArray(types) &&
    types.includes("OpenBadgeCredential") &&
    typeof achievement === "string" &&
    achievement.startsWith(ACHIEVEMENT_PREFIX)
  );
}

/** Read the facts of one of our badges; throws MalformedError: one is not what it should be. */
export function readBadge(claims) {
  const found = ACHIEVEMENT.exec(achievementOf(claims).slice(ACHIEVEMENT_PREFIX.length));
  if (!found || !LEVELS.includes(found[3])) {
    throw new MalformedError("the achievement names no occupation and level");
  }
  const [, edition, code, level] = found;
  const number = memberOf(claims.get("credentialSubject"), "licenseNumber");
  if (typeof number !== "string" || !number) throw new MalformedError("no licenseNumber");
  const kind = GRADED_KINDS.find((name) => readNumber(name, number) !== null);
  if (!kind) throw new MalformedError("the number fits no scheme of a badge");
  const validFrom = moment(claims, "validFrom");
  if (validFrom === null) throw new MalformedError("no validFrom");
  const name = memberOf(claims.get("issuer"), "name");
  return {
    number,
    kind,
    issuedOn: chinaDay(validFrom),
    level,
    occupation: `${edition}:${code}`,
    occupationName: null,
    workType: null,
    issuerName: typeof name === "string" ? name : null,
    issuerPrefix: null,
  };
}

function achievementOf(claims) {
  return memberOf(memberOf(claims.get("credentialSubject"), "achievement"), "id");
}

function moment(claims, name) {
  const text = claims.get(name) ?? null;
  if (text === null) return null;
  if (typeof text !== "string") throw new MalformedError(`${name} is not text`);
  return parseRFC3339(text);
}
