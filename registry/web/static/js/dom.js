// Elements of the pages: those of the verifier's page, which stands without the registry and so has them.
export { byId, el, facts, failure, fill, mark, options } from "../verifier/page/dom.js";
