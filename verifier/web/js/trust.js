// Whom the verifier believes: issuers, their keys and scopes, status lists, the log policy
// (verifier/trust.py). Plain values, read from the trust file (trustfile.js), never extended by
// what a credential says.
import { MalformedError, onRefusal } from "./errors.js";
import { parseJWS, textClaim, verifyJWS } from "./jws.js";
import { showMoment } from "./moments.js";
import { readStatusList } from "./statuslist.js";

const HONEST_REASONS = ["superseded", "withdrawn"];

/** A key of an issuer and its closed window in unix seconds; null for an open end. */
export class IssuerKey {
  constructor({ kid, key, notBefore, notAfter, revocation }) {
    Object.assign(this, { kid, key, notBefore, notAfter, revocation });
  }

  get isHonest() {
    return this.revocation === null || HONEST_REASONS.includes(this.revocation.reason);
  }

  /** Since when signatures of this key prove nothing; null if it is not compromised. */
  get compromisedAt() {
    return this.isHonest ? null : this.revocation.revokedAt;
  }

  /** Tell whether the key signed in its time, to the second, compromise aside. */
  holdsAt(moment) {
    if (this.notBefore !== null && moment < this.notBefore) return false;
    if (this.notAfter !== null && moment > this.notAfter) return false;
    return !(this.isHonest && this.revocation !== null && moment > this.revocation.revokedAt);
  }

  /** Write the window for a report. */
  describe() {
    const show = (end) => (end === null ? "..." : showMoment(end));
    return `${show(this.notBefore)} - ${show(this.notAfter)}`;
  }
}

/** All that is believed before a credential is read; `expires` is in unix seconds. */
export class Trust {
  constructor({ issuers, expires, statusTokens, logPolicy, logRequired }) {
    Object.assign(this, { issuers, expires, statusTokens, logPolicy, logRequired });
  }

  /** Return the key that an issuer names so, null if either is unknown. */
  findKey(iss, kid) {
    return this.issuers.get(iss)?.keys.get(kid) ?? null;
  }

  /**
   * Return the verified list of a credential by `iss`, fresh or stale; `fetched` resolves to a
   * newer token than that of the file, or to null.
   * Throws MalformedError: there is none, or it cannot be believed.
   */
  async findStatusList({ uri, listType, purpose }, iss, fetched) {
    const token = (await fetched?.(uri)) ?? this.statusTokens.get(uri) ?? null;
    if (token === null) throw new MalformedError("the list is not at hand");
    const list = await this.verifyList(token, uri, listType, iss);
    if (purpose !== null && !list.purposes.includes(purpose)) {
      throw new MalformedError("the list is of another purpose");
    }
    return list;
  }

  async verifyList(token, uri, listType, iss) {
    const jws = parseJWS(token, listType);
    const key = textClaim(jws, "iss") === iss ? this.findKey(iss, jws.header.kid) : null;
    if (key === null) throw new MalformedError("no trusted key of the issuer signed the list");
    const claims = await onRefusal(
      () => verifyJWS(jws, key.key),
      (error) => {
        throw new MalformedError(`the list: ${error.message}`);
      },
    );
    const list = await readStatusList(claims, uri, listType);
    // A stolen key can write any date into a list, so no list of it is believed, however old it
    // says it is.
    if (key.compromisedAt !== null || !key.holdsAt(list.issuedAt)) {
      throw new MalformedError("the key of the list was not in its time");
    }
    return list;
  }
}
