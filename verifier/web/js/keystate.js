// Was the key in its time, and is what it signed still believed? KEY_STATE, LOG_PROOF, NOT_IN_LOG
// (verifier/keystate.py).
//
// A key honestly retired keeps what it signed before. A stolen key can write any date, so of its
// signatures only those count that a log and its witnesses had seen before the theft.
import { failed, passed, skipped, unavailable } from "./checks.js";
import { onRefusal } from "./errors.js";
import { verifyLogProof } from "./logproof.js";
import { showMoment } from "./moments.js";

/** Check that a key may be believed for a token signed at `iat`; `proof`: null if there is none. */
export function checkKeyState(key, iat, proof) {
  if (iat === undefined) return failed("KEY_STATE", "no_iat");
  if (!key.holdsAt(iat)) {
    return failed("KEY_STATE", "outside", `${showMoment(iat)} (${key.describe()})`);
  }
  const compromised = key.compromisedAt;
  if (compromised !== null && !proof?.isOlderThan(compromised)) {
    return failed("KEY_STATE", "compromised", showMoment(compromised));
  }
  return passed("KEY_STATE");
}

/** Return KEY_STATE as UNAVAILABLE if the trust file is out of date at `now`, else null. */
export function checkTrustAge(trust, now) {
  if (now <= trust.expires) return null;
  return unavailable("KEY_STATE", "expired", showMoment(trust.expires));
}

/**
 * Check the log proof given with a credential, whose token hashes to `jwtSha256`; null if there is
 * none. Returns `{notInLog, logProof, proof}`: the two checks, and the proof if it holds.
 */
export async function checkLog(text, trust, jwtSha256) {
  if (text === null) {
    const missing = trust.logRequired ? unavailable : skipped;
    const logProof = skipped("LOG_PROOF", "not_asked");
    return { notInLog: missing("NOT_IN_LOG", "no_proof"), logProof, proof: null };
  }
  if (trust.logPolicy === null) {
    const notInLog = skipped("NOT_IN_LOG", "no_log");
    return { notInLog, logProof: skipped("LOG_PROOF", "no_log"), proof: null };
  }
  return onRefusal(
    async () => {
      const proof = await verifyLogProof(text, trust.logPolicy, jwtSha256);
      return { notInLog: passed("NOT_IN_LOG"), logProof: passed("LOG_PROOF"), proof };
    },
    (error) => {
      const logProof = failed("LOG_PROOF", "wrong", error.message);
      return { notInLog: skipped("NOT_IN_LOG", "wrong_proof"), logProof, proof: null };
    },
  );
}
