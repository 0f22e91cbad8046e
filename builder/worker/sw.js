/**
 * Keeps a copy of the site's public pages, so that they open without a connection. Answers never pass here: no page sends any.
 * A file is kept only if its bytes are those of the build, so no page of a Wi-Fi log-in and no half-copied site gets in.
 */

const BUILD = "";
const FILES = {};
const SCOPE = registration.scope;
const OURS = `roleclarity ${SCOPE} `; // another site may share the origin, and its caches
const CACHE = OURS + BUILD;
const LANES = 6;
let whole = false; // until the last line: of a file that came short nothing is installed

addEventListener("install", (event) => event.waitUntil(whole ? install() : Promise.reject(new Error("this file is cut short"))));

const addressOf = (name) => SCOPE + name.split("/").map(encodeURIComponent).join("/");

/** What an address of this site is called in FILES. */
function nameOf(url) {
  const [place] = url.split(/[?#]/);
  if (!place.startsWith(SCOPE)) return undefined;
  try {
    return decodeURIComponent(place.slice(SCOPE.length)).replace(/(^|\/)index\.html$/, "$1");
  } catch {
    return undefined; // a stray percent sign
  }
}

async function hashOf(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...hash.subarray(0, 12)));
}

/** From the copy of an older build if it is the same there, else from the host, past the browser's own cache. */
async function bring(cache, name) {
  const address = addressOf(name);
  if (await cache.match(address, { ignoreVary: true })) return;
  for (const get of [() => caches.match(address, { ignoreVary: true }), () => fetch(address, { cache: "reload" })]) {
    const answer = await get();
    const bytes = await answer?.arrayBuffer();
    if (bytes && (await hashOf(bytes)) === FILES[name]) {
      await cache.put(address, new Response(bytes, { headers: answer.headers }));
      return;
    }
  }
  throw new Error(address);
}

/** All or nothing. What came before a failure stays for the next try, which a bad line may need. */
async function install() {
  const others = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  if (!registration.active) await Promise.all(others.map((name) => caches.delete(name)));
  const cache = await caches.open(CACHE);
  const names = Object.keys(FILES);
  const lane = async () => {
    while (names.length) await bring(cache, names.pop());
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } catch (fault) {
    names.length = 0;
    if (fault.name === "QuotaExceededError") await caches.delete(CACHE); // what room is left is for what people keep
    throw fault;
  }
}

/** Caches are listed as they were made: a younger one belongs to a build that is on its way. */
async function retire() {
  await caches.open(CACHE);
  const ours = (await caches.keys()).filter((name) => name.startsWith(OURS));
  await Promise.all(ours.slice(0, ours.indexOf(CACHE)).map((name) => caches.delete(name)));
}

const kept = (name) => caches.match(addressOf(name), { cacheName: CACHE, ignoreVary: true });

/** A host leads from an address without its last stroke to the page; without a connection this does. */
function moved(name) {
  return Object.hasOwn(FILES, `${name}/`) ? Response.redirect(addressOf(`${name}/`)) : undefined;
}

async function missing() {
  const page = await kept("404.html");
  return page ? new Response(page.body, { status: 404, headers: page.headers }) : Response.error();
}

addEventListener("activate", (event) => event.waitUntil(retire()));
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());
addEventListener("fetch", (event) => {
  const { method, url, mode } = event.request;
  const name = method === "GET" ? nameOf(url) : undefined;
  if (name === undefined) return;
  if (Object.hasOwn(FILES, name)) event.respondWith(kept(name).then((found) => found ?? fetch(event.request)));
  else if (mode === "navigate") event.respondWith(fetch(event.request).catch(() => moved(name) ?? missing()));
});
whole = true;
