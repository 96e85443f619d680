// Is it the credential's time? VALIDITY_PERIOD (verifier/period.py).
//
// Valid from `nbf` on (RFC 7519 section 4.1.5), not any more at `exp` (section 4.1.4), and not
// issued in the future; both ends have leeway. A W3C credential says its period in its own members
// too, and the narrower one counts.
import { failed, passed } from "./checks.js";
import { later, showMoment } from "./moments.js";

const LEEWAY_SECONDS = 60;

/** Check the period of verified claims, and of a W3C credential in them, at `at` seconds. */
export function checkPeriod(claims, frame, at) {
  const isSaid = (moment) => (moment ?? null) !== null;
  const begins = [claims.get("iat"), claims.get("nbf"), frame?.validFrom].filter(isSaid);
  const ends = [claims.get("exp"), frame?.validUntil].filter(isSaid);
  const early = begins.find((begin) => begin > later(at, LEEWAY_SECONDS));
  if (early !== undefined) return failed("VALIDITY_PERIOD", "early", showMoment(early));
  const over = ends.find((end) => at >= later(end, LEEWAY_SECONDS));
  if (over !== undefined) return failed("VALIDITY_PERIOD", "expired", showMoment(over));
  return passed("VALIDITY_PERIOD");
}
