// The report: every check once, the verdict, and what the credential says (verifier/report.py).
//
// Its members are those of `VerificationReport` in the contract; CREDENTIAL.md section 4.
import { prefixOf } from "./certificate.js";
import { outcomeOf, skipped } from "./checks.js";
import { showMoment } from "./moments.js";
import { CHECKS } from "./tables.js";
import { SUMMARIES, TEXTS } from "./texts.js";
import { firstCharacter } from "./unicode.js";

const DECIDING = { INVALID: "FAILED", UNAVAILABLE: "UNAVAILABLE" };

/**
 * Return a report of some checks; those not among them are SKIPPED, as pointless.
 * `verifiedAt`: the real time in unix seconds. `lang`: "zh" or "en".
 */
export function makeReport(results, { verifiedAt, lang, certificate = null }) {
  const done = new Map(results.map((result) => [result.code, result]));
  const complete = CHECKS.map((code) => done.get(code) ?? skipped(code, "earlier_failure"));
  const outcome = outcomeOf(complete);
  return {
    outcome,
    summary: summaryOf(outcome, complete, lang),
    checks: complete.map(({ code, state, reason, detail }) => {
      return { code, state, text: TEXTS[reason][lang], detail };
    }),
    certificate,
    verifiedAt: showMoment(verifiedAt),
    receipt: null,
  };
}

/** Return one sentence: the verdict, and the reason of the first check that decided it. */
function summaryOf(outcome, results, lang) {
  const verdict = SUMMARIES[outcome][lang];
  const deciding = results.find(({ state }) => state === DECIDING[outcome]);
  const [colon, stop] = lang === "zh" ? ["：", "。"] : [": ", "."];
  return deciding ? `${verdict}${colon}${TEXTS[deciding.reason][lang]}${stop}` : verdict + stop;
}

/** Return the member `certificate`: the facts, and what is known of holder, issuer and status. */
export function certificateJSON(facts, { holder, issuer, status }) {
  const first = firstCharacter(holder.name ?? "");
  return {
    number: facts.number,
    kind: facts.kind,
    level: facts.level,
    occupation:
      facts.occupation === null ? null : { id: facts.occupation, name: facts.occupationName },
    workType: facts.workType,
    issuedOn: facts.issuedOn,
    issuer,
    issuerPrefix: prefixOf(facts),
    status,
    statusSince: null,
    holderNameMasked: first ? `${first}**` : null,
    disclosed: holder.disclosed.join(",") || null,
  };
}
