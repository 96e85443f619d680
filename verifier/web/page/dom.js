// Elements are made here and only with textContent, so nothing that was read is ever taken for HTML.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export const byId = (id) => document.getElementById(id);

export function fill(node, ...children) {
  node.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
}

export function options(select, pairs, chosen = "") {
  fill(select, pairs.map(([value, text]) => el("option", { value, selected: value === chosen }, text)));
}

// A sign and a word: the state is readable without its colour.
const SIGNS = { MET: "✓", PASSED: "✓", VALID: "✓", UNMET: "✗", FAILED: "✗", INVALID: "✗", UNKNOWN: "?", WARNED: "!", UNAVAILABLE: "…", VALID_WITH_WARNINGS: "!", SKIPPED: "–", NOT_FOUND: "∅" };
export const signOf = (state) => SIGNS[state] ?? "";
export const mark = (state, word, more = "") => el("span", { class: `mark ${state} ${more}` }, `${signOf(state)} ${word}`);

export const facts = (pairs) =>
  el("dl", { class: "facts" }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "").flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));

export const failure = (error) => el("p", { class: "error", role: "alert" }, error.message);
