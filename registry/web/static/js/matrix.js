// The province matrix: rows lend, columns receive. The shade repeats what the number says.
import { el } from "./dom.js";
import { t } from "./words.js";

function table(flows, metric) {
  const sums = new Map();
  const places = new Map();
  for (const flow of flows) {
    places.set(flow.from.code, flow.from.name).set(flow.to.code, flow.to.name);
    const key = `${flow.from.code} ${flow.to.code}`;
    sums.set(key, (sums.get(key) ?? 0) + flow[metric]);
  }
  return { sums, places: [...places].sort(([a], [b]) => a.localeCompare(b)) };
}

function cell(from, to, value, most) {
  const node = el("td", { class: from === to ? "own" : null }, value ? `${value}` : "");
  if (value) node.style.background = `color-mix(in srgb, var(--accent) ${Math.round(8 + (32 * value) / most)}%, transparent)`;
  return node;
}

export function matrix(flows, metric) {
  if (!flows.length) return el("p", { class: "soft" }, t.noFlows);
  const { sums, places } = table(flows, metric);
  const most = Math.max(...sums.values());
  const row = ([from, name]) => el("tr", {}, el("th", { scope: "row" }, name), places.map(([to]) => cell(from, to, sums.get(`${from} ${to}`), most)));
  return el("table", { class: "matrix" }, el("caption", {}, `${t.fromTo} · ${t[metric]}`),
    el("thead", {}, el("tr", {}, el("td", {}), places.map(([, name]) => el("th", { scope: "col" }, name)))), el("tbody", {}, places.map(row)));
}
