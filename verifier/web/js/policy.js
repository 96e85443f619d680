// Which logs and witnesses are believed, and how many of them it takes (verifier/policy.py;
// c2sp.org/tlog-policy).
//
// The text is line based; names refer backwards only, so no group can hold itself, and every name
// can be a member once, so no witness counts twice.
import { isSame } from "./bytes.js";
import { MalformedError } from "./errors.js";
import { parseNoteKey } from "./notes.js";

const FORBIDDEN = /[\x00-\x08\x0b-\x1f\x7f]/;
const NONE = "none";
const NUMBER = /^[1-9][0-9]{0,8}$/;

/** A policy: log keys, witness keys by name, groups in their order, and the quorum. */
class LogPolicy {
  logs = [];
  witnesses = new Map();
  groups = new Map();
  quorum = null;

  /** Tell whether the quorum takes any witness; without one a proof shows no time. */
  get hasWitnesses() {
    return this.quorum !== NONE;
  }

  /** Tell whether cosignatures of these witnesses make the quorum. */
  isSatisfiedBy(witnesses) {
    const witnessed = new Set([NONE, ...witnesses]);
    for (const [name, { threshold, members }] of this.groups) {
      if (members.filter((member) => witnessed.has(member)).length >= threshold) {
        witnessed.add(name);
      }
    }
    return witnessed.has(this.quorum);
  }
}

/** Read a policy; throws MalformedError, naming the line that is not as tlog-policy has it. */
export async function parsePolicy(text) {
  if (FORBIDDEN.test(text)) throw new MalformedError("a policy with a control character");
  const draft = new Draft();
  for (const [place, line] of text.split("\n").entries()) {
    const words = line.split(/[ \t]/).filter(Boolean);
    if (!words.length || words[0].startsWith("#")) continue;
    try {
      await draft.add(words);
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      throw new MalformedError(`line ${place + 1} of the log policy: ${error.message}`);
    }
  }
  if (draft.policy.quorum === null) throw new MalformedError("a log policy without quorum");
  return draft.policy;
}

/** A policy while its lines are read. */
class Draft {
  policy = new LogPolicy();
  used = new Set();

  async add([word, ...rest]) {
    const { policy } = this;
    if (word === "log" && [1, 2].includes(rest.length)) {
      policy.logs.push(await this.key(rest[0], policy.logs));
    } else if (word === "witness" && [2, 3].includes(rest.length)) {
      this.checkNew(rest[0]);
      policy.witnesses.set(rest[0], await this.key(rest[1], [...policy.witnesses.values()]));
    } else if (word === "group" && rest.length > 2) {
      this.addGroup(rest);
    } else if (word === "quorum" && rest.length === 1 && policy.quorum === null) {
      if (rest[0] !== NONE) this.checkKnown(rest[0]);
      policy.quorum = rest[0];
    } else {
      throw new MalformedError("not a line of a policy, or a second quorum");
    }
  }

  addGroup([name, threshold, ...members]) {
    this.checkNew(name);
    for (const member of members) {
      this.checkKnown(member);
      if (this.used.has(member)) throw new MalformedError(`${member} is a member already`);
      this.used.add(member);
    }
    this.policy.groups.set(name, { threshold: thresholdOf(threshold, members.length), members });
  }

  async key(vkey, others) {
    const key = await parseNoteKey(vkey);
    if (others.some((other) => isSame(other.raw, key.raw))) {
      throw new MalformedError("the same key twice");
    }
    return key;
  }

  checkNew(name) {
    const { witnesses, groups } = this.policy;
    if (name === NONE || witnesses.has(name) || groups.has(name)) {
      throw new MalformedError(`the name ${name} is taken`);
    }
  }

  checkKnown(name) {
    if (!this.policy.witnesses.has(name) && !this.policy.groups.has(name)) {
      throw new MalformedError(`the name ${name} is not known yet`);
    }
  }
}

function thresholdOf(word, count) {
  const words = new Map([["any", 1], ["all", count]]);
  const threshold = NUMBER.test(word) ? Number(word) : (words.get(word) ?? 0);
  if (threshold < 1 || threshold > count) {
    throw new MalformedError(`a threshold of ${word} among ${count}`);
  }
  return threshold;
}
