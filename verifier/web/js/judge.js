// Every check on a credential whose signature holds: steps 4 to 8 of the workflow in verify.js.
import { checkBinding } from "./binding.js";
import { contradictions, mistyped, readHolder } from "./certificate.js";
import { failed, isAnyFailed, passed, skipped } from "./checks.js";
import { jwtSha256Of } from "./credential.js";
import { onRefusal } from "./errors.js";
import { checkHolder } from "./holder.js";
import { checkKeyState, checkLog, checkTrustAge } from "./keystate.js";
import { checkPeriod } from "./period.js";
import { certificateJSON, makeReport } from "./report.js";
import { isInScope } from "./scope.js";
import { disclose } from "./sdjwt.js";
import { checkStatus, referencesOf, skipStatus, statusUnavailable } from "./status.js";

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

/** Run every check; `envelope` has the credential and its log proof, `key` signed it. */
export async function judge(credential, key, envelope, question) {
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
      const disclosures = failed("DISCLOSURES", "broken", error.message);
      return { disclosures, disclosed: undisclosed };
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

/** Ask for the status. Another type of credential may have none; a certificate of ours must. */
function checkStatusOf(credential, { trust, at, statusLists }) {
  const find = (reference) => trust.findStatusList(reference, credential.iss, statusLists);
  return onRefusal(
    async () => {
      const references = referencesOf(credential);
      if (references !== null) return checkStatus(references, find, at);
      return credential.facts === null ? skipStatus("no_status") : statusUnavailable("no_status");
    },
    (error) => statusUnavailable("no_status", error.message),
  );
}
