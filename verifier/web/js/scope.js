// Was the issuer allowed to give this certificate? OUT_OF_SCOPE (verifier/scope.py).
//
// A signature proves who signed, not that the signer had any business to. So scope is judged on
// its own, by kind, occupation, level and day of issue.

const DEFAULT_EDITION = "2022";

/** Return the full key of an occupation: a bare code is of the 2022 edition. */
export function occupationKey(text) {
  return text.includes(":") ? text : `${DEFAULT_EDITION}:${text}`;
}

/**
 * Tell whether any item `{occupation, levels, first, last, kinds}` covers the facts; a scope of
 * null covers everything, a `last` of null is an open end.
 */
export function isInScope(scope, facts) {
  return scope === null || scope.some((item) => covers(item, facts));
}

function covers(item, { kind, occupation, level, issuedOn }) {
  return (
    item.kinds.includes(kind) &&
    occupation === item.occupation &&
    item.levels.includes(level) &&
    item.first <= issuedOn &&
    (item.last === null || issuedOn <= item.last)
  );
}
