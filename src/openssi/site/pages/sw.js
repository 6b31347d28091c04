// Store every file of the site, so that it works without a network; refuse requests to other hosts.
const VERSION = "openssi-__VERSION__";
const FILES = [/* FILES */];

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
  const cache = await caches.open(VERSION);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}
