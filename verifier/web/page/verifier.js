// The verifier of a page: what a reader gives is judged here, in the browser, and nothing of it is sent to anybody.
//
// Reading (files, pictures, camera), the trust file and the report are modules of their own; here they come together. What a page
// adds (status lists from a network, further questions to a registry) it gives as functions.
import { jwtSha256, verifyCredential } from "../js/index.js";
import { openCamera } from "./camera.js";
import { byId, el, failure, fill } from "./dom.js";
import { looksLikeCredential, openFile, readGiven } from "./files.js";
import { acceptDrops, makeForm, readDemands } from "./form.js";
import { language, otherLanguage } from "./language.js";
import { showReport } from "./report.js";
import { describe, showTrust } from "./trustbox.js";
import { t } from "./words.js";

const DEMANDED = ["holderName", "idLast4", "audience", "nonce"];

export class Verifier {
  // `trustFile`: a TrustFile. `statusLists`: (at) => async (uri) => token or null. `actions`: (verified) => buttons under a report,
  // where `verified` is {text, report, sha256, again}; `again(logProof)` verifies anew with a proof.
  constructor({ trustFile, statusLists = () => undefined, actions = () => [] }) {
    this.trustFile = trustFile;
    this.statusLists = statusLists;
    this.actions = actions;
    this.camera = null;
    this.turn = 0;
  }

  // Put form and trust box into the page's nodes, and verify what its address carries.
  async start() {
    const onFile = (file) => this.open(file);
    byId("ask").prepend(makeForm({ onSubmit: (text) => this.take(readGiven(text)), onFile, onCamera: () => this.toggleCamera() }));
    byId("by-credential").addEventListener("reset", () => this.clear());
    acceptDrops(onFile);
    if (!globalThis.crypto?.subtle) return this.say(failure(new Error(t.insecure)));
    await this.refreshTrust();
    addEventListener("hashchange", () => this.openAddress());
    return this.openAddress();
  }

  // The credential of a QR code stands behind the `#`, which browsers never send.
  async openAddress() {
    const fragment = location.hash.slice(1);
    if (fragment) await this.take({ credential: decoded(fragment) });
  }

  async open(file) {
    this.say(el("p", { class: "soft" }, t.reading));
    try {
      await this.take(await openFile(file));
    } catch (error) {
      this.say(failure(error));
    }
  }

  // Take what was read: a credential is verified, a trust file or key is put to use.
  async take({ credential, trust, key }) {
    if (credential !== undefined) {
      byId("credential").value = credential;
      return this.verify(credential);
    }
    byId("credential").value = "";
    try {
      await (trust === undefined ? this.trustFile.giveKey(key) : this.trustFile.give(trust));
      this.showTrust();
      this.say(el("p", { class: "soft" }, trust === undefined ? t.keyRead : t.noReport));
    } catch (error) {
      this.showTrust(error);
      this.say(failure(error));
    }
    return undefined;
  }

  async verify(text, logProof = null) {
    const turn = (this.turn += 1);
    await this.refreshTrust();
    const { current } = this.trustFile;
    if (current === null) return this.say(failure(new Error(t.trustNone)));
    const demands = readDemands();
    const question = { ...demands, logProof, trust: current.trust, statusLists: once(this.statusLists(demands.at)), now: new Date() };
    const report = await verifyCredential(text, { ...question, lang: language });
    const other = await verifyCredential(text, { ...question, lang: otherLanguage });
    if (turn !== this.turn) return undefined; // Something newer was asked meanwhile.
    const verified = { text, report, sha256: await jwtSha256(text), again: (proof) => this.verify(text, proof) };
    showReport(byId("report"), report, { by: t.checkedHere + describe(current), demands: demandsInWords(demands), otherSummary: other.summary, actions: this.actions(verified) });
    byId("report-panel").scrollIntoView({ block: "nearest" });
    return undefined;
  }

  async toggleCamera() {
    if (this.camera) return this.closeCamera();
    this.showCamera(true);
    const camera = openCamera(byId("video"), (text) => {
      if (!looksLikeCredential(text)) return false;
      this.closeCamera();
      this.take({ credential: text });
      return true;
    });
    this.camera = camera;
    try {
      await camera.opened;
    } catch (error) {
      if (this.camera !== camera) return undefined; // It was closed meanwhile.
      this.closeCamera();
      this.say(failure(new Error(t.cameraRefused + error.message)));
    }
    return undefined;
  }

  closeCamera() {
    this.camera.stop();
    this.camera = null;
    this.showCamera(false);
  }

  showCamera(isOn) {
    byId("viewfinder").hidden = !isOn;
    byId("camera").textContent = isOn ? t.stopCamera : t.camera;
  }

  clear() {
    this.turn += 1;
    if (location.hash) location.hash = "";
    this.say(el("p", { class: "soft" }, t.noReport));
  }

  async refreshTrust() {
    try {
      await this.trustFile.refresh();
      this.showTrust();
    } catch (error) {
      this.showTrust(error);
    }
  }

  showTrust(error = null) {
    showTrust(byId("trust"), this.trustFile, { error, choose: () => byId("file").click(), reset: async () => { await this.trustFile.reset(); this.showTrust(); } });
  }

  say(node) {
    delete byId("report").dataset.outcome;
    fill(byId("report"), node);
  }
}

// Some programs escape what they open; what is no escape is judged as it stands.
function decoded(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

// A list is fetched once for a report in two languages.
function once(ask) {
  if (!ask) return undefined;
  const asked = new Map();
  return (uri) => {
    if (!asked.has(uri)) asked.set(uri, ask(uri));
    return asked.get(uri);
  };
}

function demandsInWords(demands) {
  const named = DEMANDED.filter((name) => demands[name]).map((name) => demands[name]);
  return named.length ? t.judgedFor + named.join(" · ") : t.nobodySaid;
}
