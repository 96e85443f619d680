// One candidate: facts without a name, why the search likes them, and how they stand to the rule.
import { eligibility } from "./conditions.js";
import { el, facts } from "./dom.js";
import { kindName, levelName, t } from "./words.js";

const lines = (items) => (items.length ? items.map((item) => el("div", {}, item)) : null);
const place = (division) => division && [division.parent?.name, division.name].filter((name, index, all) => name && all.indexOf(name) === index).join(" ");

function explanation(parts) {
  return el("details", {}, el("summary", {}, t.why),
    el("table", {}, el("tbody", {}, parts.map((part) => el("tr", {}, el("td", {}, part.criterion), el("td", {}, part.value), el("td", { class: "number" }, `${part.points}`))))));
}

export function card(person, openRule) {
  const certificates = person.certificates.map((c) => `${levelName(c.level)} ${c.occupation?.name ?? ""} · ${kindName(c.kind)} ${c.maskedNumber} · ${c.issuedOn} · ${c.issuer}`);
  const appointments = person.appointments.map((a) => `${levelName(a.level)} ${a.post ?? ""} · ${a.from} – ${a.to ?? t.open}`);
  const contests = person.competitionResults.map((r) => `${r.year} ${r.competition} ${r.event} #${r.rank}`);
  return el("li", { class: "panel" },
    el("div", { class: "card-head" }, el("h3", {}, el("span", { class: "grade" }, levelName(person.level)), ` ${person.occupation?.name ?? ""}`),
      el("span", { class: "soft" }, `${t.years(person.yearsAtLevel)} · ${t.since(person.levelSince)}`), el("span", { class: "score" }, t.score(person.score))),
    facts([[t.who_is, person.worker?.name], [t.place, place(person.division)], [t.industry, person.industry?.name], [t.age, person.ageBand], [t.certificates, lines(certificates)],
      [t.appointments, lines(appointments)], [t.honours, person.honours.map((h) => `${h.year} ${h.type.name}`).join(" · ")], [t.contests, lines(contests)],
      [t.mentees, person.menteeCount ? t.menteesValue(person.menteeCount, person.menteesPromoted) : null], [t.studio, person.studio?.name], [t.fields, person.keyFields.join("、")]]),
    explanation(person.explanation), eligibility(person.eligibility, openRule));
}
