// Is this certificate true? The verifier for browsers: the same verdicts, reasons and words as the
// Python package `verifier`, and the same files of vectors in its tests.
//
// It needs a credential and a trust file; neither a server nor a network. It imports nothing from
// elsewhere: WebCrypto checks ES256 and Ed25519, DecompressionStream opens status lists.
// docs/verify.md tells the use of it, verify.js the workflow.
import { jwtSha256Of, parseCredential } from "./credential.js";
import { readEnvelope } from "./envelope.js";
import { MalformedError } from "./errors.js";
import { referencesOf } from "./status.js";

export { BadRequestError, TrustRefusedError, UnsupportedError } from "./errors.js";
export { readSignedTrust, readTrust } from "./trustfile.js";
export { verifyCredential } from "./verify.js";

/**
 * Return the URIs of the status lists that a credential would be looked up in, so that a page can
 * fetch them beforehand. Nothing is believed; a text that cannot be read names none.
 */
export function statusUris(text) {
  try {
    const references = referencesOf(parseCredential(readEnvelope(text).credential));
    return (references ?? []).map(({ uri }) => uri);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return [];
  }
}

/**
 * Resolve to the name of a credential in the log: the SHA-256 (hex) of its issuer-signed token;
 * null for a text that holds no credential.
 */
export async function jwtSha256(text) {
  try {
    return await jwtSha256Of(readEnvelope(text).credential);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return null;
  }
}
