// The service worker of the page /verify: it keeps the page, and answers with it where there is no network.
//
// `SHELL` is put before this by the server: the version, and the address of every file of it. The files carry the version in their
// address, so whatever is kept beside each other fits together. Nothing else is looked at: no other page, no trust file, no status
// list, no question to the registry passes through here.
const PAGE = "/verify";
const PREFIX = "verify-shell-";
const PATIENCE_MILLISECONDS = 4_000;
const KEPT_VERSIONS = 2; // Another tab may still be loading the version before.

async function install() {
  const cache = await caches.open(PREFIX + SHELL.version);
  const page = await fetch(PAGE, { cache: "reload" });
  // While a server is being replaced it may answer with the page of another version; the browser tries again later.
  if (!(await page.clone().text()).includes(SHELL.version)) throw new Error("the page is of another version than its worker");
  await cache.put(PAGE, page);
  await cache.addAll(SHELL.files.map((address) => new Request(address, { cache: "reload" })));
  await skipWaiting();
}

async function dropOlder() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== PREFIX + SHELL.version);
  await Promise.all(ours.slice(0, Math.max(0, ours.length - KEPT_VERSIONS + 1)).map((name) => caches.delete(name)));
}

// The page as the server has it now; without a server, or with one that is in trouble, as it was kept.
async function page() {
  const kept = await (await caches.open(PREFIX + SHELL.version)).match(PAGE);
  try {
    const response = await fetch(PAGE, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    if (response.ok || !kept) return response;
  } catch (error) {
    if (!kept) throw error;
  }
  return kept;
}

const file = async (request) => (await caches.match(request)) ?? fetch(request);

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(dropOlder()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(page());
  else if (/^\/static\/[0-9a-f]{16}\//.test(pathname)) event.respondWith(file(request));
});
