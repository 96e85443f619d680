// What the reader sees of the trust file: whose it is, how old it is, until when it is good, and another one by choice.
import { el, facts, failure, fill } from "./dom.js";
import { language } from "./language.js";
import { t } from "./words.js";

const ORIGINS = { server: "trustServer", kept: "trustKept", given: "trustGiven", embedded: "trustEmbedded" };
const MINUTE = 60_000;

function ageOf(milliseconds) {
  const minutes = Math.floor(milliseconds / MINUTE);
  if (minutes < 1) return t.moment;
  if (minutes < 120) return t.minutes(minutes);
  return minutes < 48 * 60 ? t.hours(Math.floor(minutes / 60)) : t.days(Math.floor(minutes / (24 * 60)));
}

const day = (text) => new Date(text).toLocaleString(language === "zh" ? "zh-CN" : "en-GB", { dateStyle: "medium", timeStyle: "short" });

// One sentence about a trust file, for the report.
export const describe = ({ origin, issued }) => `${t[ORIGINS[origin]]}${issued ? ` (${t.trustAge(ageOf(Date.now() - new Date(issued)))})` : ""}`;

function details({ trust, origin, issued, expires }) {
  const isOver = expires && new Date(expires) < new Date();
  return facts([[t.trust, `${t[ORIGINS[origin]]} · ${t.issuers(trust.issuers.size)}`],
    [t.trustIssued, issued && `${day(issued)} · ${t.trustAge(ageOf(Date.now() - new Date(issued)))}`],
    [t.trustExpires, expires && `${day(expires)}${isOver ? ` · ${t.trustExpired}` : ""}`]]);
}

// Show the box in a node. `choose` opens the dialog for a file, `reset` goes back to the page's own.
export function showTrust(node, file, { choose, reset, error = null }) {
  const { current } = file;
  const actions = [el("button", { type: "button", onclick: choose }, t.trustChoose)];
  if (current?.origin === "given" && (file.address || file.embedded)) actions.push(el("button", { type: "button", onclick: reset }, t.trustReset));
  fill(node, el("h2", {}, t.trust), el("p", { class: "soft small" }, t.trustLead),
    current ? details(current) : el("p", { class: "error" }, t.trustNone),
    current?.origin === "kept" ? el("p", { class: "note" }, t.offline) : null,
    file.waiting === null ? null : el("p", { class: "note" }, t.trustKey),
    error ? failure(error) : null, el("div", { class: "actions" }, ...actions));
}
