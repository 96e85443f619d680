// A credential in its parts, read and not yet believed (verifier/credential.py).
//
// Two forms are read: the SD-JWT VC and the Open Badge. Of each, the shape of everything that must
// be there is checked before the signature is, so that an unreadable credential is told from a
// forged one.
import { isOurBadge, readBadge, readFrame } from "./badge.js";
import { hex, sha256, utf8 } from "./bytes.js";
import { VCT, readFacts } from "./certificate.js";
import { MalformedError } from "./errors.js";
import { parseJWS, textClaim } from "./jws.js";
import { parsePresentation } from "./sdjwt.js";
import { NEVER_DISCLOSED, VISIBLE_CLAIMS } from "./tables.js";

/**
 * Read a credential in either form: `{jws, iss, facts, presentation, frame, reserved}`. `facts` is
 * null for another type of credential, `presentation` for a form without selective disclosure,
 * `frame` for an SD-JWT VC; `reserved` names what it must not disclose selectively.
 * Throws MalformedError: it is in neither form.
 */
export function parseCredential(raw) {
  if (raw.includes("~")) return sdJwtVC(raw);
  const jws = parseJWS(raw, "vc+jwt");
  const facts = isOurBadge(jws.claims) ? readBadge(jws.claims) : null;
  const iss = textClaim(jws, "iss");
  return { jws, iss, facts, presentation: null, frame: readFrame(jws.claims), reserved: [] };
}

/** Return the SHA-256, in hex, of the issuer-signed token of a credential in either form. */
export async function jwtSha256Of(raw) {
  return hex(await sha256(utf8(raw.split("~", 1)[0])));
}

function sdJwtVC(raw) {
  const presentation = parsePresentation(raw);
  const jws = parseJWS(presentation.jwt, "dc+sd-jwt");
  const vct = textClaim(jws, "vct");
  if (!vct) throw new MalformedError("no vct");
  const isOurs = vct === VCT;
  const facts = isOurs ? readFacts(jws.claims) : null;
  if (isOurs && !jws.claims.has("iat")) throw new MalformedError("no iat");
  const reserved = isOurs ? [...NEVER_DISCLOSED, ...VISIBLE_CLAIMS] : NEVER_DISCLOSED;
  return { jws, iss: textClaim(jws, "iss"), facts, presentation, frame: null, reserved };
}
