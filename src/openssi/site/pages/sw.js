// Store the site, so that it works without a network: the page on the first visit, the documentation once it is opened.
// Refuse requests to other hosts.
const VERSION = "openssi-__VERSION__";
const FILES = [/* FILES */];
const DOCS = [/* DOCS */];
const DOCS_FOLDER = new URL("docs/", location).href;
let storingDocs = null;

self.addEventListener("install", (event) => event.waitUntil(store().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(deleteOlder().then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => event.respondWith(answer(event.request)));

async function store() {
  const cache = await caches.open(VERSION);
  await cache.addAll(FILES);
}

async function deleteOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith("openssi-") && name !== VERSION);
  await Promise.all(older.map((name) => caches.delete(name)));
}

async function answer(request) {
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return Response.error();
  if (request.mode === "navigate" && request.url.startsWith(DOCS_FOLDER)) storingDocs ??= storeDocs();
  const cache = await caches.open(VERSION);
  return (await cache.match(stored(request.url), { ignoreSearch: true })) ?? fetch(request);
}

// Return the address under which a page is stored: that of a folder is the page in it.
function stored(address) {
  const url = new URL(address);
  return url.pathname.endsWith("/") ? new URL("index.html", url) : url;
}

async function storeDocs() {
  const cache = await caches.open(VERSION);
  if (!(await cache.match(DOCS[0]))) await cache.addAll(DOCS).catch(() => { storingDocs = null; }); // no network: next time
}
