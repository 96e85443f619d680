// The form: what is verified, by text, file, picture or camera, and what is demanded of it.
import { byId, el } from "./dom.js";
import { t } from "./words.js";

const ACCEPTED = ".txt,.jwt,.json,.jwk,.sd-jwt,.pdf,.png,.jpg,.jpeg,.webp,.svg,text/plain,application/json,application/pdf,image/*";
const DEMANDS = { holderName: "demand-name", idLast4: "demand-last4", at: "demand-at", audience: "demand-audience", nonce: "demand-nonce" };

const field = (id, label, attributes = {}) => [el("label", { for: id }, label), el("input", { id, autocomplete: "off", spellcheck: "false", ...attributes })];
const picker = (id, attributes, onFile) => el("input", { id, type: "file", class: "unseen", tabindex: "-1", "aria-hidden": "true", ...attributes, onchange: (event) => { [...event.target.files].forEach(onFile); event.target.value = ""; } });
const opener = (id, label) => el("button", { type: "button", onclick: () => byId(id).click() }, label);

function demands() {
  return el("details", { class: "demands" }, el("summary", {}, t.more),
    field(DEMANDS.holderName, t.demandName, { maxlength: 60 }), field(DEMANDS.idLast4, t.demandLast4, { maxlength: 4 }),
    field(DEMANDS.at, t.at, { type: "datetime-local", step: 1 }),
    field(DEMANDS.audience, t.audience), field(DEMANDS.nonce, t.nonce),
    el("label", { class: "inline" }, el("input", { id: "demand-binding", type: "checkbox" }), t.requireKeyBinding));
}

// What was demanded, with the names of `verifyCredential`; what was left empty is absent.
export function readDemands() {
  const given = Object.entries(DEMANDS).map(([name, id]) => [name, byId(id).value.trim()]).filter(([, value]) => value !== "");
  const demanded = Object.fromEntries(given);
  if (demanded.at) demanded.at = new Date(demanded.at);
  if (byId("demand-binding").checked) demanded.requireKeyBinding = true;
  return demanded;
}

// Make the form. `onSubmit`: a text is to be verified; `onFile`: a file was chosen or dropped; `onCamera`: start or stop.
export function makeForm({ onSubmit, onFile, onCamera }) {
  const hasCamera = Boolean(navigator.mediaDevices?.getUserMedia);
  const form = el("form", { id: "by-credential", class: "panel", "aria-labelledby": "credential-title" },
    el("h2", { id: "credential-title" }, t.byCredential),
    el("p", { class: "soft small", id: "credential-hint" }, t.credentialHint),
    el("label", { for: "credential" }, t.credential), el("textarea", { id: "credential", spellcheck: "false", autocomplete: "off", "aria-describedby": "credential-hint" }),
    el("div", { class: "actions" }, el("button", { class: "primary", type: "submit" }, t.verify), el("button", { type: "reset" }, t.clear)),
    el("div", { class: "actions" }, opener("file", t.file), opener("photo", t.photo), hasCamera ? el("button", { type: "button", id: "camera", onclick: onCamera }, t.camera) : null),
    picker("file", { accept: ACCEPTED, multiple: true, "aria-label": t.file }, onFile), picker("photo", { accept: "image/*", capture: "environment", "aria-label": t.photo }, onFile),
    el("div", { id: "viewfinder", hidden: true }, el("video", { id: "video", muted: true, playsinline: true, "aria-label": t.cameraWaiting }), el("p", { class: "soft small", role: "status" }, t.cameraWaiting)),
    demands());
  form.addEventListener("submit", (event) => { event.preventDefault(); onSubmit(byId("credential").value.trim()); });
  return form;
}

// Files may be dropped anywhere on the page.
export function acceptDrops(onFile) {
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const show = (isOver) => document.body.classList.toggle("dropping", isOver);
  addEventListener("dragover", (event) => { if (holdsFiles(event)) { event.preventDefault(); show(true); } });
  addEventListener("dragleave", (event) => { if (event.relatedTarget === null) show(false); });
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    show(false);
    [...event.dataTransfer.files].forEach(onFile);
  });
}
