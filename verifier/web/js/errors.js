// What the core throws when something cannot be read (verifier/errors.py).
//
// Malformed and rejected are different answers: a malformed credential becomes a report whose
// FORMAT failed, a refused trust file stops the caller before anything is judged.

/** The base of everything that the core throws on purpose; `code` is public and permanent. */
class VerifierError extends Error {
  constructor(message) {
    super(message);
    this.name = this.constructor.name;
  }

  get code() {
    return this.constructor.code;
  }

  static code = "verifier_error";
}

/** Bytes from outside are not what they should be; the message says what is wrong. */
export class MalformedError extends VerifierError {
  static code = "malformed";
}

/** A signature does not hold, or there is no key that could tell. */
export class RefusedSignatureError extends VerifierError {
  static code = "refused_signature";
}

/** The trust file cannot be used; nothing may be judged by it. */
export class TrustRefusedError extends VerifierError {
  static code = "trust_refused";
}

/** The caller asked for something impossible, for example a moment that is none. */
export class BadRequestError extends VerifierError {
  static code = "bad_request";
}

/** This browser lacks what it takes; that says nothing about any credential. */
export class UnsupportedError extends VerifierError {
  static code = "unsupported";
}

/** Answer a refusal of the verifier with `recover(error)`; any other error is a bug and goes on. */
export async function onRefusal(attempt, recover) {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof MalformedError || error instanceof RefusedSignatureError) {
      return recover(error);
    }
    throw error;
  }
}
