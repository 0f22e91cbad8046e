/** Stands where a worker was: takes the copies of this site out of the browser, and itself. */

const OURS = `roleclarity ${registration.scope} `;

async function leave() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
