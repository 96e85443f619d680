// The trace page: a period as a matrix of provinces, a list of conflicts, and a time line.
import { stored } from "./api.js";
import { byId, el, failure, fill, options } from "./dom.js";
import { matrix } from "./matrix.js";
import { fillDivisions } from "./places.js";
import { showBar } from "./session.js";
import { timeline } from "./timeline.js";
import { t, translate } from "./words.js";

const MOST_CONFLICTS = 60;
const shown = { assignments: [], flows: [], cursor: null };

function period() {
  return { from: byId("from").value, to: byId("to").value, division: byId("province").value || null, mode: byId("mode").value || null };
}

function showMatrix() {
  fill(byId("matrix"), matrix(shown.flows, byId("metric").querySelector("input:checked").value));
}

function showAssignments(page) {
  shown.assignments.push(...page.nodes);
  shown.cursor = page.pageInfo.endCursor;
  byId("more").hidden = !page.pageInfo.hasNextPage;
  byId("assignment-count").textContent = t.count(page.totalCount.value, page.totalCount.exact);
  fill(byId("timeline"), timeline(shown.assignments, period()));
}

function showConflicts(found) {
  const who = (conflict) => conflict.worker?.name ?? conflict.worker?.nameMasked ?? "";
  const row = (conflict) => el("tr", {}, el("td", {}, t[conflict.kind] ?? conflict.kind), el("td", {}, who(conflict)), el("td", {}, `${conflict.from} – ${conflict.to}`),
    el("td", {}, conflict.detail), el("td", { class: "soft small" }, conflict.assignments.map((assignment) => assignment.id).join(", ")));
  byId("conflict-count").textContent = t.count(found.length, true);
  const head = el("tr", {}, [t.conflicts, t.worker, t.days, t.detail, "#"].map((name) => el("th", { scope: "col" }, name)));
  fill(byId("conflicts"), found.length ? el("table", {}, el("thead", {}, head), el("tbody", {}, found.slice(0, MOST_CONFLICTS).map(row))) : el("p", { class: "soft" }, t.noConflicts));
}

async function show() {
  try {
    const variables = { ...period(), filter: period() };
    const found = await stored("trace", "Trace", variables);
    shown.assignments = [];
    shown.flows = found.assignmentFlows;
    showMatrix();
    showConflicts(found.assignmentConflicts);
    showAssignments(found.assignments);
  } catch (error) {
    fill(byId("timeline"), failure(error));
  }
}

function metric(value, checked) {
  const input = el("input", { type: "radio", name: "metric", value, checked, onchange: showMatrix });
  return el("label", { class: "inline" }, input, t[value]);
}

translate(t);
await showBar("navTrace");
const today = new Date().toISOString().slice(0, 10);
byId("to").value = today;
byId("from").value = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`.replace("-02-29", "-02-28");
byId("metric").append(metric("people", true), metric("personDays", false));
options(byId("mode"), [["", t.any], ...["PART_TIME", "SERVICE", "PROJECT"].map((mode) => [mode, t[mode]])]);
await fillDivisions(byId("province"), null);
byId("period").addEventListener("submit", (event) => { event.preventDefault(); show(); });
byId("more").addEventListener("click", async () => showAssignments((await stored("trace", "More", { filter: period(), after: shown.cursor })).assignments));
await show();
document.body.dataset.ready = "1";
