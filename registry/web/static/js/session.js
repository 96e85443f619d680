// Who one is: a demonstration offers a menu of people, a real registry asks for a token. Kept for the tab only.
import { el, fill, options } from "./dom.js";
import { switchLanguage, t } from "./words.js";

const TOKEN = "talent-registry.token";
const IDENTITY = "talent-registry.identity";
export const token = () => sessionStorage.getItem(TOKEN) ?? "";

function signIn(value, identity = "") {
  sessionStorage.setItem(TOKEN, value);
  sessionStorage.setItem(IDENTITY, identity);
  location.reload();
}

// Without a network there is nobody to be; the verifier's page works all the same.
async function identities() {
  const response = await fetch("/identities").catch(() => null);
  return response?.ok ? (await response.json()).identities : [];
}

function menu(people) {
  const select = el("select", { id: "who", onchange: () => signIn(people[select.selectedIndex].token, people[select.selectedIndex].id) });
  const label = (person) => (t.language === "English" ? person.labelZh : person.label);
  options(select, people.map((person) => [person.id, label(person)]), sessionStorage.getItem(IDENTITY));
  return [el("label", { for: "who", class: "inline" }, t.who), select];
}

function tokenForm() {
  if (token()) return [el("button", { type: "button", onclick: () => signIn("") }, t.signOut)];
  const field = el("input", { id: "token", type: "password", autocomplete: "off", "aria-label": t.token, placeholder: t.token });
  const form = el("form", { class: "row" }, field, el("button", { type: "submit" }, t.useToken));
  form.addEventListener("submit", (event) => { event.preventDefault(); signIn(field.value.trim()); });
  return [form];
}

// The first person of the menu is who one is until one chooses.
export async function showBar(current) {
  const people = await identities();
  if (people.length && sessionStorage.getItem(IDENTITY) === null) {
    sessionStorage.setItem(TOKEN, people[0].token);
    sessionStorage.setItem(IDENTITY, people[0].id);
  }
  // Tokens of the demonstration are made anew at each start of the server.
  const chosen = people.find((person) => person.id === sessionStorage.getItem(IDENTITY));
  if (chosen) sessionStorage.setItem(TOKEN, chosen.token);
  const link = (href, key) => el("a", { href, "aria-current": key === current ? "page" : null }, t[key]);
  fill(document.getElementById("bar"), el("div", {},
    el("strong", {}, t.name),
    el("nav", {}, link("/", "navSearch"), link("/verify", "navVerify"), link("/trace", "navTrace")),
    el("div", { class: "right" }, people.length ? menu(people) : tokenForm(), el("button", { type: "button", onclick: switchLanguage }, t.language))));
}
