// A rule as a tree of conditions, each with its outcome, its reason and the number of its pieces of evidence.
import { el, mark } from "./dom.js";
import { t } from "./words.js";

function condition(node) {
  const since = node.since ? ` ${t.since(node.since)}` : "";
  const evidence = node.evidence.length ? ` · ${t.evidence(node.evidence.length)}` : "";
  return el("li", {}, mark(node.outcome, t[node.outcome]), " ", el("span", {}, node.text), el("div", { class: "soft small" }, `${node.detail}${since}${evidence}`), tree(node.parts ?? []));
}

const tree = (nodes) => (nodes.length ? el("ul", { class: "tree" }, nodes.map(condition)) : null);

export function eligibility(report, open) {
  if (!report) return el("p", { class: "soft small" }, t.noPolicy);
  const when = report.eligibleSince ? t.eligibleSince(report.eligibleSince) : report.eligibleFrom ? t.eligibleFrom(report.eligibleFrom) : "";
  const policy = [report.policy.title, report.policy.documentNo, `${t.confidence}: ${report.policy.confidence}`, report.policy.source].filter(Boolean).join(" · ");
  return el("details", { open }, el("summary", {}, `${t.rule} `, mark(report.outcome, t[report.outcome]), el("span", { class: "soft small" }, ` ${when}`)),
    el("p", { class: "soft small" }, `${t.policy}: ${policy}`), tree(report.conditions));
}
