// The workflow: text and trust in, report out (verifier/verify.py).
//
//     1  take the credential out of its envelope       envelope, credential      FORMAT
//     2  find the key that the trust file names        trust                     SIGNATURE
//     3  check the signature; stop here if it fails    jws                       SIGNATURE
//     4  put in what is disclosed                      sdjwt                     DISCLOSURES
//     5  look for contradictions among the facts       certificate, badge        FORMAT
//     6  log proof, then the state of the key          keystate                LOG_PROOF, KEY_STATE
//     7  scope, period, holder, key binding            scope, period, holder, binding
//     8  status, unless it is invalid already          status                  REVOKED, SUSPENDED
//
// From step 4 on every check runs whatever the others said, so that a holder learns of everything
// at once. Whatever the text is, the answer is a report; only a caller's own mistake throws.
import { checkBinding } from "./binding.js";
import { hex, sha256, utf8 } from "./bytes.js";
import { contradictions, mistyped, readHolder } from "./certificate.js";
import { failed, isAnyFailed, passed, skipped } from "./checks.js";
import { parseCredential } from "./credential.js";
import { readEnvelope } from "./envelope.js";
import { onRefusal } from "./errors.js";
import { checkHolder } from "./holder.js";
import { verifyJWS } from "./jws.js";
import { checkKeyState, checkLog, checkTrustAge } from "./keystate.js";
import { unixSeconds } from "./moments.js";
import { checkPeriod } from "./period.js";
import { certificateJSON, makeReport } from "./report.js";
import { isInScope } from "./scope.js";
import { disclose } from "./sdjwt.js";
import { checkStatus, parseCredentialStatus, parseStatusClaim } from "./status.js";
import { skipStatus, statusUnavailable } from "./status.js";

const REGISTRY_CHECKS = [
  "ISSUER_NOT_FILED",
  "NO_ASSESSMENT_CHAIN",
  "LEVEL_NOT_IN_STANDARD",
  "LATE_REGISTRATION",
  "SUPERSEDED_EDITION",
  "DUPLICATE_NUMBER",
  "CAPACITY_EXCEEDED",
  "CONFLICTING_SOURCES",
];

/**
 * Judge a credential in any of its forms, text or bytes; resolve to the report as JSON values.
 *
 * `trust`: of `readTrust` or `readSignedTrust`. `at`: the moment to judge validity, status and key
 * binding for, by default now; `now`: the real time, by default the clock's; both a Date, unix
 * seconds or RFC 3339. `audience`, `nonce`, `requireKeyBinding`: demand a key binding. `holderName`,
 * `idLast4`: whom it should belong to. `logProof`: a `tlog-proof@v1` text, in place of one that came
 * with the credential. `lang`: "zh" or "en". `statusLists`: `async (uri) => token or null`, asked
 * for a newer status list than the trust file's only when nothing else failed.
 *
 * Throws BadRequestError: `at` or `now` names no moment. Nothing is thrown on what the text says.
 */
export async function verifyCredential(text, options) {
  const given = (name) => options[name] ?? null;
  const now = given("now") === null ? Date.now() / 1000 : unixSeconds(options.now);
  const [audience, nonce] = [given("audience"), given("nonce")];
  const demanded = Boolean(options.requireKeyBinding) || audience !== null || nonce !== null;
  const question = {
    trust: options.trust,
    at: given("at") === null ? now : unixSeconds(options.at),
    now,
    demand: { demanded, audience, nonce },
    holderName: given("holderName"),
    idLast4: given("idLast4"),
    statusLists: options.statusLists,
    form: { verifiedAt: now, lang: options.lang ?? "zh" },
  };
  return answer(text, given("logProof"), question);
}

/** Read, find the key, check the signature; only then is anything of the content believed. */
async function answer(text, logProof, question) {
  const { trust, form } = question;
  const report = (...results) => makeReport(results, form);
  const isReadable = passed("FORMAT");
  const unreadable = (error) => report(failed("FORMAT", "unreadable", error.message));
  const unsigned = (why, detail) => report(isReadable, failed("SIGNATURE", why, detail));
  // 1. Nothing read here is believed: it only selects a key.
  const read = await onRefusal(
    async () => {
      const envelope = readEnvelope(text);
      return { envelope, credential: parseCredential(envelope.credential) };
    },
    (error) => ({ refused: unreadable(error) }),
  );
  if (read.refused) return read.refused;
  const { envelope, credential } = read;
  // 2. The trust file names the key, and the key its algorithm.
  const key = trust.findKey(credential.iss, credential.jws.header.kid);
  if (key === null) return unsigned("no_key");
  // 3. Unsigned claims are noise.
  const refusal = await onRefusal(
    async () => void (await verifyJWS(credential.jws, key.key)),
    (error) => unsigned("wrong", error.message),
  );
  if (refusal) return refusal;
  return judge(credential, key, { ...envelope, logProof: logProof ?? envelope.logProof }, question);
}

/** Run every check on a credential whose signature holds. */
async function judge(credential, key, envelope, question) {
  const { trust, at, form } = question;
  const { jws, facts, frame, presentation } = credential;
  const { claims } = jws;
  const { disclosures, disclosed } = await checkDisclosures(credential);
  const holder = readHolder(disclosed.claims, disclosed.names);
  const log = await checkLog(envelope.logProof, trust, await jwtSha256Of(envelope.credential));
  const iat = claims.get("iat");
  const results = [
    checkFacts(credential, disclosed.claims, holder),
    passed("SIGNATURE"),
    checkTrustAge(trust, question.now) ?? checkKeyState(key, iat, log.proof),
    checkScope(credential, trust),
    checkPeriod(claims, frame, at),
    checkHolderGiven(credential, holder, question),
    await checkBinding(presentation, claims.get("cnf"), question.demand, at),
    disclosures,
    log.notInLog,
    log.logProof,
    ...REGISTRY_CHECKS.map((code) => skipped(code, "registry")),
  ];
  // A list learns from every question who is looked at; an invalid credential is not worth one.
  const status = isAnyFailed(results)
    ? skipStatus("earlier_failure")
    : await checkStatusOf(credential, question);
  const issuer = facts?.issuerName || trust.issuers.get(credential.iss).name || credential.iss;
  const said = { holder, issuer, status: status.status };
  const certificate = facts === null ? null : certificateJSON(facts, said);
  return makeReport([...results, ...status.results], { ...form, certificate });
}

/** Return the SHA-256, in hex, of the issuer-signed token of a credential in either form. */
export async function jwtSha256Of(credential) {
  return hex(await sha256(utf8(credential.split("~", 1)[0])));
}

/** Check DISCLOSURES; where they fail, nothing counts as disclosed. */
async function checkDisclosures({ jws, presentation, reserved }) {
  const undisclosed = { claims: jws.claims, names: [] };
  if (presentation === null) {
    return { disclosures: skipped("DISCLOSURES", "no_disclosures_here"), disclosed: undisclosed };
  }
  return onRefusal(
    async () => {
      const disclosed = await disclose(jws.claims, presentation.disclosures, reserved);
      return { disclosures: passed("DISCLOSURES"), disclosed };
    },
    (error) => {
      return { disclosures: failed("DISCLOSURES", "broken", error.message), disclosed: undisclosed };
    },
  );
}

/** Check FORMAT beyond what reading did: that the facts can all be true together. */
function checkFacts({ iss, facts, frame }, claims, holder) {
  const found = [...(frame?.contradictions ?? [])];
  if (facts !== null) {
    found.push(...contradictions(facts, holder, iss, claims.get("iat")), ...mistyped(claims));
  }
  if (found.length) return failed("FORMAT", "contradiction", found.join("; "));
  return facts === null ? skipped("FORMAT", "other_type") : passed("FORMAT");
}

function checkScope({ iss, facts }, trust) {
  if (facts === null) return skipped("OUT_OF_SCOPE", "other_type");
  if (isInScope(trust.issuers.get(iss).scope, facts)) return passed("OUT_OF_SCOPE");
  const asked = [facts.kind, facts.occupation, facts.level, facts.issuedOn].filter(Boolean);
  return failed("OUT_OF_SCOPE", "outside", asked.join(" "));
}

function checkHolderGiven({ facts }, holder, { holderName, idLast4 }) {
  if (facts === null) return skipped("HOLDER_MISMATCH", "other_type");
  return checkHolder(holder, holderName, idLast4);
}

/** Return how a credential refers to its status: null where it says nothing, and how to read it. */
export function statusOf({ jws, presentation }) {
  const [member, parse] =
    presentation === null
      ? ["credentialStatus", parseCredentialStatus]
      : ["status", parseStatusClaim];
  const said = jws.claims.get(member) ?? null;
  return said === null ? null : () => parse(said);
}

/** Ask for the status. Another type of credential may have none; a certificate of ours must. */
async function checkStatusOf(credential, { trust, at, statusLists }) {
  const parse = statusOf(credential);
  if (parse === null) {
    return credential.facts === null ? skipStatus("no_status") : statusUnavailable("no_status");
  }
  const read = await onRefusal(
    async () => ({ references: parse() }),
    (error) => ({ refused: statusUnavailable("no_status", error.message) }),
  );
  if (read.refused) return read.refused;
  const find = (reference) => trust.findStatusList(reference, credential.iss, statusLists);
  return checkStatus(read.references, find, at);
}
