// The page as one file, saved and opened from a disk: no network, a trust file inside or chosen.
import { byId, el } from "./dom.js";
import { switchLanguage, translate } from "./language.js";
import { TrustFile } from "./trust.js";
import { Verifier } from "./verifier.js";
import { t } from "./words.js";

translate(t);
byId("bar").append(el("div", {}, el("strong", {}, t.verifyTitle), el("div", { class: "right" }, el("button", { type: "button", onclick: switchLanguage }, t.language))));
const verifier = new Verifier({ trustFile: new TrustFile({ embedded: byId("trust-file")?.textContent ?? null }) });
verifier.start().then(() => { document.body.dataset.ready = "1"; });
