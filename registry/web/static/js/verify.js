// The verification page: a number with one holder factor, or the credential itself. A credential in the fragment of a QR
// code is only put into the form: it is sent when the reader says so.
import { stored } from "./api.js";
import { byId, el, facts, failure, fill, mark, options } from "./dom.js";
import { showBar } from "./session.js";
import { kindName, levelName, t, translatePage } from "./words.js";

function certificate(found) {
  if (!found) return null;
  const status = [t[found.status] ?? found.status, found.statusSince].filter(Boolean).join(" · ");
  return facts([[t.number, found.number], [t.sort_of, kindName(found.kind)], [t.level, levelName(found.level)], [t.trade, found.occupation?.name], [t.workType, found.workType],
    [t.issuedOn, found.issuedOn], [t.issuer, found.issuer], [t.status, status], [t.holder, found.holderNameMasked], [t.disclosed, found.disclosed]]);
}

function checks(results) {
  const row = (check) => el("tr", {}, el("td", {}, mark(check.state, t[check.state])), el("td", {}, check.text, el("div", { class: "soft small" }, check.detail ?? "")), el("td", { class: "soft small" }, check.code));
  const head = el("tr", {}, [t.state, t.detail, t.check].map((name) => el("th", { scope: "col" }, name)));
  return el("div", { class: "scroll" }, el("table", { class: "checks" }, el("thead", {}, head), el("tbody", {}, results.map(row))));
}

// What went wrong comes first; what did not run comes last.
const ORDER = ["FAILED", "UNAVAILABLE", "WARNED", "PASSED", "SKIPPED"];
const byState = (results) => [...results].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));

function show(report) {
  fill(byId("report"), el("p", {}, mark(report.outcome, t[report.outcome], "verdict")), el("p", {}, report.summary), certificate(report.certificate), checks(byState(report.checks)),
    el("p", { class: "soft small" }, `${t.verifiedAt}: ${report.verifiedAt}`),
    report.receipt ? el("details", {}, el("summary", {}, t.receipt), el("textarea", { readonly: true, "aria-label": t.receipt }, report.receipt)) : null);
}

async function verify(operation, variables) {
  try {
    show((await stored("verify", operation, variables)).report);
  } catch (error) {
    fill(byId("report"), failure(error));
  }
}

function fromNumber(event) {
  event.preventDefault();
  const value = (id) => byId(id).value.trim() || null;
  if (!value("holderName") && !value("idLast4")) return fill(byId("report"), failure(new Error(t.needFactor)));
  return verify("ByNumber", { number: value("number"), kind: value("kind"), holderName: value("holderName"), idLast4: value("idLast4") });
}

translatePage();
await showBar("navVerify");
options(byId("kind"), [["", t.any], ...["SKILL_GRADE", "QUALIFICATION", "SPECIAL_ABILITY", "SPECIAL_TECHNICIAN"].map((kind) => [kind, kindName(kind)])]);
byId("by-number").addEventListener("submit", fromNumber);
byId("by-credential").addEventListener("submit", (event) => { event.preventDefault(); verify("ByCredential", { credential: byId("credential").value.trim() }); });
byId("file").addEventListener("change", async () => { byId("credential").value = await byId("file").files[0].text(); });
if (location.hash.length > 1) byId("credential").value = decodeURIComponent(location.hash.slice(1));
document.body.dataset.ready = "1";
