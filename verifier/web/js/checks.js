// The checks of a certificate, their states, and the verdict that follows (verifier/checks.py).
//
// The codes are published and permanent, and so is their order (tables.js). What did not run is
// in a report as SKIPPED, with the reason, so that nobody mistakes silence for consent.

/**
 * Return how a check ended. `reason` is a row of texts.js; `detail` is a fact to go with it, the
 * same in every language.
 */
function result(code, state, reason, detail = null) {
  return { code, state, reason, detail };
}

/** Return that a check held. */
export function passed(code, detail) {
  return result(code, "PASSED", `${code}.passed`, detail);
}

/** Return that a check failed for the reason `why` of its own texts. */
export function failed(code, why, detail) {
  return result(code, "FAILED", `${code}.${why}`, detail);
}

/** Return that what a check needs could not be had, for the reason `why` of its own texts. */
export function unavailable(code, why, detail) {
  return result(code, "UNAVAILABLE", `${code}.${why}`, detail);
}

/** Return that a check did not run, for one of the reasons that all checks share. */
export function skipped(code, why, detail) {
  return result(code, "SKIPPED", `skipped.${why}`, detail);
}

/** Tell whether any of the checks failed. */
export function isAnyFailed(results) {
  return results.some(({ state }) => state === "FAILED");
}

/**
 * Return the verdict (CREDENTIAL.md section 4). The core finds nothing by number, and the checks
 * that warn are the registry's: NOT_FOUND and VALID_WITH_WARNINGS do not come out of it.
 */
export function outcomeOf(results) {
  if (isAnyFailed(results)) return "INVALID";
  return results.some(({ state }) => state === "UNAVAILABLE") ? "UNAVAILABLE" : "VALID";
}
