// The verification page. A credential is judged by the verifier in the browser; a number, which says nothing of itself, by the
// registry. What is sent to the registry beyond a number is sent only by a button that says so.
import { byId, el, failure, fill, options } from "./dom.js";
import { showReport } from "../verifier/page/report.js";
import { TrustFile } from "../verifier/page/trust.js";
import { Verifier } from "../verifier/page/verifier.js";
import { stored } from "./api.js";
import { showBar } from "./session.js";
import { kindName, t, translate } from "./words.js";

const TRUST = "/trust.json";
const PATIENCE_MILLISECONDS = 4_000;
const LIST_TYPES = "application/statuslist+jwt, application/vc+jwt";

// Newer than the trust file's is the list itself, at this origin; of another moment, the list of then. A list is of a hundred thousand
// certificates and more, so asking for one tells nobody which of them is looked at.
const statusLists = (at) => async (uri) => {
  const address = URL.canParse(uri) ? new URL(uri) : null;
  if (address?.origin !== location.origin) return null;
  if (at) address.searchParams.set("time", String(Math.floor(at / 1000)));
  try {
    const response = await fetch(address, { headers: { Accept: LIST_TYPES }, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
};

async function ask(operation, variables) {
  try {
    const { report } = await stored("verify", operation, variables);
    showReport(byId("report"), report, { by: t.checkedThere });
  } catch (error) {
    fill(byId("report"), failure(error));
  }
}

async function fetchProof({ sha256, again }, button) {
  const response = await fetch(`/log/proof/${sha256}`).catch(() => null);
  if (response?.status === 200) return again(await response.text());
  return button.replaceWith(el("p", { class: "soft small" }, t.noProofYet));
}

const choice = (label, note, onclick) => el("div", { class: "choice" }, el("button", { type: "button", onclick }, label), el("p", { class: "soft small" }, note));

// What a reader can do with a report of the browser.
function actions(verified) {
  const state = (code) => verified.report.checks.find((check) => check.code === code).state;
  const wantsProof = verified.sha256 !== null && state("SIGNATURE") === "PASSED" && state("LOG_PROOF") === "SKIPPED" && state("NOT_IN_LOG") !== "PASSED";
  return [choice(t.askRegistry, t.askRegistryNote, () => ask("ByCredential", { credential: verified.text })),
    wantsProof ? choice(t.getProof, t.getProofNote, (event) => fetchProof(verified, event.target)) : null];
}

function fromNumber(event) {
  event.preventDefault();
  const value = (id) => byId(id).value.trim() || null;
  if (!value("holderName") && !value("idLast4")) return fill(byId("report"), failure(new Error(t.needFactor)));
  return ask("ByNumber", { number: value("number"), kind: value("kind"), holderName: value("holderName"), idLast4: value("idLast4") });
}

// The worker keeps this page for days without a network. A browser may refuse it (a private window, http); all else works.
const keepForOffline = () => navigator.serviceWorker?.register("/verify/worker.js", { scope: "/verify" }).catch(() => null);

async function start() {
  translate(t);
  options(byId("kind"), [["", t.any], ...["SKILL_GRADE", "QUALIFICATION", "SPECIAL_ABILITY", "SPECIAL_TECHNICIAN"].map((kind) => [kind, kindName(kind)])]);
  byId("by-number").addEventListener("submit", fromNumber);
  await showBar("navVerify");
  await new Verifier({ trustFile: new TrustFile({ address: TRUST }), statusLists, actions }).start();
  document.body.dataset.ready = "1";
  await keepForOffline();
}

start();
