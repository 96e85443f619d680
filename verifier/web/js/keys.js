// Public keys, from JWK (RFC 7517, RFC 8037) to an object that can check one signature
// (verifier/keys.py).
//
// A key fixes its algorithm: ES256 for P-256, EdDSA for Ed25519. What a token's header says about
// the algorithm only has to agree (RFC 8725 section 3.1).
import { concat, webCrypto } from "./bytes.js";
import { isSignedWithEd25519 } from "./ed25519.js";
import { decodeBase64url } from "./encoding.js";
import { MalformedError, RefusedSignatureError } from "./errors.js";
import { isObject } from "./strict-json.js";

const SIGNATURE_BYTES = 64;
const COORDINATE_BYTES = 32;
const POINT = { name: "ECDSA", namedCurve: "P-256" };
const ECDSA = { name: "ECDSA", hash: "SHA-256" };
const UNCOMPRESSED = new Uint8Array([4]);

/** A key: the names of its algorithm, and how it tells that it signed a message. */
class PublicKey {
  constructor(algorithms, isSigned) {
    this.algorithms = algorithms;
    this.isSigned = isSigned;
  }

  /** Check a raw signature; throws RefusedSignatureError: another length, or it does not hold. */
  async verify(signature, message) {
    if (signature.length !== SIGNATURE_BYTES) {
      throw new RefusedSignatureError(
        `a signature of ${signature.length} bytes, ${SIGNATURE_BYTES} wanted`,
      );
    }
    if (!(await this.isSigned(signature, message))) {
      throw new RefusedSignatureError("the signature does not hold");
    }
  }
}

/**
 * Read a public key from a JWK; null for a kind that is not used here, or not for signatures.
 * Throws MalformedError: it is of a kind used here and broken.
 */
export async function parseJWK(jwk) {
  if (!isObject(jwk)) throw new MalformedError("a key is no JSON object");
  if (jwk.has("use") && jwk.get("use") !== "sig") return null;
  const key = await keyOfKind(jwk);
  if (key && jwk.has("alg") && !key.algorithms.includes(jwk.get("alg"))) {
    throw new MalformedError("the algorithm of a key does not belong to its kind");
  }
  return key;
}

function keyOfKind(jwk) {
  const [kty, crv] = [jwk.get("kty"), jwk.get("crv")];
  if (kty === "EC" && crv === "P-256") return p256(coordinate(jwk, "x"), coordinate(jwk, "y"));
  if (kty === "OKP" && crv === "Ed25519") return ed25519(coordinate(jwk, "x"));
  return null;
}

async function p256(x, y) {
  let point;
  try {
    const raw = concat(UNCOMPRESSED, x, y);
    point = await webCrypto().importKey("raw", raw, POINT, false, ["verify"]);
  } catch (error) {
    if (error.name !== "DataError") throw error;
    throw new MalformedError("the point of a key is not on its curve");
  }
  const isSigned = (signature, message) => webCrypto().verify(ECDSA, point, signature, message);
  return new PublicKey(["ES256"], isSigned);
}

function ed25519(raw) {
  const isSigned = (signature, message) => isSignedWithEd25519(raw, signature, message);
  return new PublicKey(["EdDSA", "Ed25519"], isSigned);
}

function coordinate(jwk, name) {
  const text = jwk.get(name);
  const raw = typeof text === "string" ? decodeBase64url(text) : new Uint8Array();
  if (raw.length !== COORDINATE_BYTES) {
    throw new MalformedError(
      `coordinate ${name} of a key is not ${COORDINATE_BYTES} bytes of base64url`,
    );
  }
  return raw;
}
