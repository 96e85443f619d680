// A report as it is shown: the verdict first and in both languages, then what decided it, what the certificate says, every check,
// and last what was not checked and why.
import { byId, el, facts, fill, mark, signOf } from "./dom.js";
import { language, otherLanguage } from "./language.js";
import { kindName, levelName, outcomeName, t, WORDS } from "./words.js";

function verdict(report, summary) {
  const words = [outcomeName(report.outcome), outcomeName(report.outcome, WORDS[otherLanguage])];
  return el("div", { class: `verdict-box ${report.outcome}` },
    el("span", { class: "sign", "aria-hidden": "true" }, signOf(report.outcome)),
    el("div", {},
      el("p", { class: "verdict", id: "verdict" }, el("strong", {}, words[0]), " ", el("span", { lang: otherLanguage }, words[1])),
      el("p", { class: "summary" }, report.summary),
      summary ? el("p", { class: "summary soft", lang: otherLanguage }, summary) : null));
}

function certificate(found) {
  if (!found) return null;
  const status = [t[found.status] ?? found.status, found.statusSince].filter(Boolean).join(" · ");
  const trade = found.occupation && [found.occupation.name, found.occupation.id].filter(Boolean).join(" · ");
  return el("section", { "aria-label": t.certificate }, el("h3", {}, t.certificate),
    facts([[t.number, found.number], [t.sort_of, kindName(found.kind)], [t.level, levelName(found.level)], [t.trade, trade], [t.workType, found.workType], [t.issuedOn, found.issuedOn],
      [t.issuer, found.issuer], [t.status, status], [t.holder, found.holderNameMasked], [t.disclosed, found.disclosed?.split(",").map((name) => t.claims[name] ?? name).join(t.comma)]]));
}

const row = (check) => el("tr", {}, el("td", {}, mark(check.state, t[check.state])), el("td", {}, check.text, check.detail ? el("div", { class: "soft small" }, check.detail) : null, el("div", { class: "code" }, check.code)));

function table(caption, checks) {
  const head = el("tr", {}, el("th", { scope: "col" }, t.state), el("th", { scope: "col" }, t.detail));
  return el("table", { class: "checks" }, el("caption", {}, caption), el("thead", {}, head), el("tbody", {}, checks.map(row)));
}

// What went wrong comes first.
const ORDER = ["FAILED", "UNAVAILABLE", "WARNED", "PASSED"];

function checks(all) {
  const run = all.filter(({ state }) => state !== "SKIPPED").sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const skipped = all.filter(({ state }) => state === "SKIPPED");
  return [table(t.checks, run), skipped.length ? el("details", { class: "skipped" }, el("summary", {}, t.notRun(skipped.length)), table("", skipped)) : null];
}

// Show a report. `context`: {by, demands, otherSummary, actions}: who verified, what was asked of the holder, the verdict in the
// other language, and what can be done next.
export function showReport(node, report, { by = null, demands = null, otherSummary = null, actions = [] } = {}) {
  fill(node, verdict(report, otherSummary), certificate(report.certificate), demands ? el("p", { class: "soft small" }, demands) : null, checks(report.checks),
    el("p", { class: "soft small" }, [by, `${t.verifiedAt}: ${new Date(report.verifiedAt).toLocaleString(language === "zh" ? "zh-CN" : "en-GB")}`].filter(Boolean).join(" · ")),
    report.receipt ? el("details", {}, el("summary", {}, t.receipt), el("textarea", { readonly: true, "aria-label": t.receipt }, report.receipt)) : null,
    ...actions, el("div", { class: "actions" }, el("button", { type: "button", onclick: () => window.print() }, t.print)));
  node.dataset.outcome = report.outcome;
  // A screen reader says the verdict; the table is there to be read.
  byId("announcement").textContent = `${outcomeName(report.outcome)}. ${report.summary}`;
}
