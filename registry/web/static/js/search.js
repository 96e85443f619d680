// The search page: what stands in the form is what stands in the address, so a search can be kept and shared.
import { stored } from "./api.js";
import { card } from "./card.js";
import { byId, el, failure, fill, options } from "./dom.js";
import { fillDivisions } from "./places.js";
import { showBar } from "./session.js";
import { levelName, t, translate } from "./words.js";

const PAGE = 10;
const PLAIN = ["minLevel", "minYears", "minMentees", "honour", "keyField", "text", "eligible", "sort", "target"];
const occupations = new Map();
let pageInfo = null;

function state() {
  const query = new URLSearchParams();
  for (const id of PLAIN) if (byId(id).value) query.set(id, byId(id).value);
  for (const [id, name] of occupations) query.append("occupation", `${id} ${name}`);
  if (byId("province").value) query.set("province", byId("province").value);
  if (byId("city").value) query.set("city", byId("city").value);
  if (byId("leadsStudio").checked) query.set("leadsStudio", "1");
  return query;
}

function filter() {
  const value = (id) => byId(id).value.trim() || undefined;
  const number = (id) => (value(id) ? Number(value(id)) : undefined);
  const place = value("city") ?? value("province");
  const eligible = value("eligible");
  return {
    occupations: occupations.size ? [...occupations.keys()] : undefined, divisions: place && [place], minLevel: value("minLevel"), minYearsAtLevel: number("minYears"), minMentees: number("minMentees"),
    honours: value("honour") && [value("honour")], keyField: value("keyField"), text: value("text"), leadsStudio: byId("leadsStudio").checked || undefined,
    eligibleFor: eligible && byId("target").value, allowUnknown: eligible === "unknown" || undefined,
  };
}

function chips() {
  const chip = (id, name) => el("li", {}, el("button", { type: "button", class: "chip", "aria-pressed": "true", onclick: () => { occupations.delete(id); chips(); search(); } }, `${name} ×`));
  fill(byId("occupation-chips"), [...occupations].map(([id, name]) => chip(id, name)));
}

const occupationsLike = async (text) => (await stored("lists", "Occupations", { text })).occupations.nodes;

async function suggest() {
  const text = byId("occupation").value.trim();
  if (!text) return;
  const found = await occupationsLike(text);
  const chosen = found.find((occupation) => text === `${occupation.name} ${occupation.id}`);
  if (chosen) return choose(chosen);
  fill(byId("occupation-options"), found.map((occupation) => el("option", { value: `${occupation.name} ${occupation.id}` })));
}

function choose(occupation) {
  occupations.set(occupation.id, occupation.name);
  byId("occupation").value = "";
  chips();
}

// Enter in the occupation field takes the best suggestion, so nobody has to touch the list.
async function takeTyped() {
  const text = byId("occupation").value.trim();
  if (!text) return;
  const found = await occupationsLike(text);
  if (found.length) choose(found[0]);
  else throw new Error(`${t.occupation}: ${text}?`);
}

function facets(found) {
  const bucket = (facet, one) => el("button", { type: "button", class: "chip", onclick: () => narrow(facet, one) }, `${facet === "LEVEL" ? levelName(one.key) : one.label} ${one.count.value}`);
  fill(byId("facets"), found.filter((facet) => facet.buckets.length).map((facet) => el("details", {}, el("summary", { class: "small" }, t[`facet_${facet.facet}`]),
    el("div", { class: "chips" }, facet.buckets.slice(0, 24).map((one) => bucket(facet.facet, one))))));
}

async function narrow(facet, bucket) {
  if (facet === "LEVEL") byId("minLevel").value = bucket.key;
  if (facet === "HONOUR") byId("honour").value = bucket.key;
  if (facet === "OCCUPATION") choose({ id: bucket.key, name: bucket.label });
  if (facet === "PROVINCE") { byId("province").value = bucket.key; await fillDivisions(byId("city"), bucket.key); }
  search();
}

async function search(page = { first: PAGE }) {
  try {
    byId("cards").setAttribute("aria-busy", "true");
    await takeTyped();
    history.replaceState(null, "", `?${state()}`);
    const { candidates } = await stored("search", "Search", { filter: filter(), sort: byId("sort").value, target: byId("target").value, ...page });
    pageInfo = candidates.pageInfo;
    byId("total").textContent = t.total(candidates.totalCount.value, candidates.totalCount.exact);
    facets(candidates.facets);
    fill(byId("cards"), candidates.nodes.length ? candidates.nodes.map((person, index) => card(person, index === 0)) : el("li", { class: "panel soft" }, t.nobody));
    byId("previous").disabled = !pageInfo.hasPreviousPage;
    byId("next").disabled = !pageInfo.hasNextPage;
  } catch (error) {
    fill(byId("cards"), el("li", {}, failure(error)));
  } finally {
    byId("cards").removeAttribute("aria-busy");
  }
}

async function fillForm() {
  const kept = new URLSearchParams(location.search);
  const levels = Object.keys(t.levels);
  const { honourTypes } = await stored("lists", "Honours");
  options(byId("minLevel"), [["", t.any], ...levels.map((level) => [level, levelName(level)])], kept.get("minLevel") ?? "SENIOR_TECHNICIAN");
  options(byId("target"), levels.slice(6).reverse().map((level) => [level, levelName(level)]), kept.get("target") ?? "CHIEF_TECHNICIAN");
  options(byId("eligible"), [["", t.all], ["met", t.onlyMet], ["unknown", t.metOrUnknown]], kept.get("eligible") ?? "");
  options(byId("honour"), [["", t.any], ...honourTypes.map((honour) => [honour.id, honour.name])], kept.get("honour") ?? "");
  options(byId("sort"), ["SCORE", "LEVEL", "YEARS_AT_LEVEL", "HONOURS", "MENTEES"].map((sort) => [sort, t[sort]]), kept.get("sort") ?? "SCORE");
  for (const id of ["minYears", "minMentees", "keyField", "text"]) byId(id).value = kept.get(id) ?? "";
  byId("leadsStudio").checked = kept.has("leadsStudio");
  for (const one of kept.getAll("occupation")) occupations.set(one.split(" ")[0], one.slice(one.indexOf(" ") + 1));
  chips();
  await fillDivisions(byId("province"), null, kept.get("province") ?? "");
  await fillDivisions(byId("city"), byId("province").value, kept.get("city") ?? "");
}

translate(t);
await showBar("navSearch");
await fillForm();
let typing = 0;
byId("occupation").addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(suggest, 150); });
byId("province").addEventListener("change", () => fillDivisions(byId("city"), byId("province").value));
byId("filters").addEventListener("submit", (event) => { event.preventDefault(); search(); });
byId("filters").addEventListener("reset", () => { occupations.clear(); chips(); setTimeout(search); });
byId("next").addEventListener("click", () => search({ first: PAGE, after: pageInfo.endCursor }));
byId("previous").addEventListener("click", () => search({ last: PAGE, before: pageInfo.startCursor }));
await search();
document.body.dataset.ready = "1";
