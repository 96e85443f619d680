// Does the certificate belong to whom the caller says? HOLDER_MISMATCH (verifier/holder.py).
//
// Only what is disclosed can contradict. A factor that nothing disclosed speaks about is no
// failure, and no proof.
import { failed, passed, skipped } from "./checks.js";
import { lastCharacters, strip } from "./unicode.js";

const LAST4 = 4;

/** Hold the factors given, null or empty for none, against what is disclosed. */
export function checkHolder(holder, name, idLast4) {
  const tail = holder.idNumber === null ? null : lastCharacters(holder.idNumber, LAST4);
  const disclosedLast4 = (holder.idLast4 ?? tail)?.toUpperCase() ?? null;
  const pairs = [
    ["holderName", strip(name ?? ""), holder.name],
    ["idLast4", strip(idLast4 ?? "").toUpperCase(), disclosedLast4],
  ];
  const asked = pairs.filter(([, given]) => given);
  if (!asked.length) return skipped("HOLDER_MISMATCH", "not_asked");
  const names = (chosen) => asked.filter(chosen).map(([factor]) => factor);
  const differing = names(([, given, disclosed]) => disclosed !== null && disclosed !== given);
  if (differing.length) return failed("HOLDER_MISMATCH", "differs", differing.join(", "));
  const unknown = names(([, , disclosed]) => disclosed === null);
  if (unknown.length === asked.length) return skipped("HOLDER_MISMATCH", "not_disclosed");
  // One factor agrees and the other is not disclosed: it passed, and the report says on what.
  return passed("HOLDER_MISMATCH", unknown.length ? `${unknown[0]}: not disclosed` : null);
}
