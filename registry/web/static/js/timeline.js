// Assignments as bars over the asked period, one lane each, months above.
import { el } from "./dom.js";
import { t } from "./words.js";

const DAY = 86400000;
const day = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;

function axis(from, to) {
  const months = [];
  const step = to - from > 900 ? 6 : to - from > 420 ? 3 : 1;
  const cursor = new Date(from * DAY);
  cursor.setUTCDate(1);
  for (; cursor.getTime() / DAY <= to; cursor.setUTCMonth(cursor.getUTCMonth() + step)) {
    const at = cursor.getTime() / DAY;
    if (at < from) continue;
    const label = el("span", {}, cursor.toISOString().slice(0, 7));
    label.style.left = `${(100 * (at - from)) / (to - from + 1)}%`;
    months.push(label);
  }
  return el("div", { class: "lane", "aria-hidden": "true" }, el("div", {}), el("div", { class: "months" }, months));
}

function lane(assignment, from, to) {
  const start = Math.max(day(assignment.from), from);
  const end = Math.min(assignment.to ? day(assignment.to) : to, to);
  const words = `${t[assignment.mode]} · ${t.duty(assignment.dutyPercent)} · ${t[assignment.status] ?? assignment.status}`;
  const bar = el("div", { class: `span ${assignment.status}` }, words);
  bar.style.left = `${(100 * (start - from)) / (to - from + 1)}%`;
  bar.style.width = `${(100 * Math.max(end - start + 1, 1)) / (to - from + 1)}%`;
  const who = assignment.worker?.name ?? assignment.worker?.nameMasked ?? assignment.id;
  const route = `${assignment.home.name} → ${assignment.host.name}`;
  const period = `${assignment.from} – ${assignment.to ?? t.open}`;
  const all = [who, route, period, words, assignment.project?.name, assignment.purpose].filter(Boolean).join(" · ");
  return el("div", { class: "lane", role: "listitem", title: all, "aria-label": all }, el("div", { class: "name" }, who, el("span", { class: "soft" }, ` ${route}`)), el("div", { class: "track" }, bar));
}

export function timeline(assignments, period) {
  if (!assignments.length) return el("p", { class: "soft" }, t.noAssignments);
  const [from, to] = [day(period.from), day(period.to)];
  return el("div", { class: "timeline", role: "list" }, axis(from, to), assignments.map((assignment) => lane(assignment, from, to)));
}
