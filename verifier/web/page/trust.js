// The trust file of the page: where it comes from, how old it is, and the copy kept for days without a network.
//
// What a reader has chosen is used before anything else; then what was saved inside the page; then what the registry publishes now;
// and without a network what it published last.
import { readSignedTrust, readTrust } from "../js/index.js";

const CACHE = "verify-trust";
const FRESH_MILLISECONDS = 60_000;
const PATIENCE_MILLISECONDS = 4_000;

// Storage is missing outside https and in files opened from a disk.
async function cache() {
  try {
    return await globalThis.caches?.open(CACHE);
  } catch {
    return undefined;
  }
}

// The days that the file itself names; it was read before, so it is JSON.
function datesOf(text) {
  const isSigned = !text.trimStart().startsWith("{");
  const padded = (part) => part.replace(/-/g, "+").replace(/_/g, "/");
  const { issued = null, expires = null } = JSON.parse(isSigned ? atob(padded(text.split(".")[1])) : text);
  return { issued, expires };
}

export class TrustFile {
  // `address`: where the registry publishes its file, null for a page that was saved.
  constructor({ address = null, embedded = null } = {}) {
    this.address = address;
    this.embedded = embedded;
    this.current = null;
    this.key = null;
    this.waiting = null;
    this.lastTry = -Infinity;
    globalThis.addEventListener("online", () => { this.lastTry = -Infinity; });
  }

  // Use a file that a reader gives. Throws TrustRefusedError; what was used before stays.
  async give(text) {
    const isSigned = !text.trimStart().startsWith("{");
    if (isSigned && this.key === null) {
      this.waiting = text;
      return false;
    }
    const trust = isSigned ? await readSignedTrust(text, this.key) : await readTrust(text);
    this.current = { trust, origin: "given", ...datesOf(text) };
    this.waiting = null;
    return true;
  }

  // The registry's public key, for a signed file that came before it or comes after it.
  async giveKey(text) {
    this.key = text;
    return this.waiting === null ? false : this.give(this.waiting);
  }

  // Go back from a chosen file to what the page has of itself.
  async reset() {
    this.current = null;
    this.lastTry = -Infinity;
    await this.refresh();
  }

  // Bring the file up to date as well as can be, at most once a minute.
  async refresh() {
    if (this.current?.origin === "given") return;
    if (this.address === null) return void (await this.useEmbedded());
    if (Date.now() - this.lastTry < FRESH_MILLISECONDS) return;
    this.lastTry = Date.now();
    const fetched = await this.fetched();
    const text = fetched ?? (await this.kept());
    if (text === null) return;
    this.current = { trust: await readTrust(text), origin: fetched === null ? "kept" : "server", ...datesOf(text) };
  }

  async useEmbedded() {
    if (this.current === null && this.embedded) this.current = { trust: await readTrust(this.embedded), origin: "embedded", ...datesOf(this.embedded) };
  }

  async fetched() {
    try {
      const response = await fetch(this.address, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS), cache: "no-cache" });
      if (!response.ok) return null;
      await (await cache())?.put(this.address, response.clone());
      return await response.text();
    } catch {
      return null; // No network, or none that answers in time.
    }
  }

  async kept() {
    const response = await (await cache())?.match(this.address);
    return response ? response.text() : null;
  }
}
