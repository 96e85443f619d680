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
import { parseCredential } from "./credential.js";
import { failed, passed } from "./checks.js";
import { readEnvelope } from "./envelope.js";
import { onRefusal } from "./errors.js";
import { judge } from "./judge.js";
import { verifyJWS } from "./jws.js";
import { unixSeconds } from "./moments.js";
import { makeReport } from "./report.js";

/**
 * Judge a credential in any of its forms, text or bytes; resolve to the report as JSON values.
 *
 * - `trust`: of `readTrust` or `readSignedTrust`.
 * - `at`: the moment to judge validity, status and key binding for, by default `now`; `now`: the
 *   real time, by default the clock's. Both are a Date, unix seconds or RFC 3339.
 * - `audience`, `nonce`, `requireKeyBinding`: each demands a key binding.
 * - `holderName`, `idLast4`: whom it should belong to.
 * - `logProof`: a `tlog-proof@v1` text; takes the place of one that came with the credential.
 * - `lang`: "zh" or "en".
 * - `statusLists`: `async (uri) => token or null`, asked for a newer status list than the trust
 *   file's, and only if nothing else failed.
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
    form: { verifiedAt: now, lang: (options.lang ?? "zh") === "zh" ? "zh" : "en" },
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
