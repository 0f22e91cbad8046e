/** The copy of the site that a browser keeps: what speaks to the worker in `sw.js`. */

const WORKER = String(new URL("../../sw.js", import.meta.url));

let registration;

/**
 * Has the worker installed. `changed(ready)` is called at each step of one that is on its way; `ready` is whether the first one
 * has just come to work. Rejects where there can be none: in a private window, without a safe connection, when sw.js does not come.
 */
export async function keepCopy(changed) {
  const { serviceWorker } = navigator;
  if (!serviceWorker || (navigator.connection?.saveData && !serviceWorker.controller)) return;
  registration = await serviceWorker.register(vouchedFor(), { updateViaCache: "none" });
  const first = !registration.active;
  const watch = (worker) => worker?.addEventListener("statechange", () => changed(first && worker.state === "activated"));
  watch(registration.installing);
  watch(registration.waiting);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  changed();
  // Looks at each page: a browser alone may take a day, and would miss that the site gave up its worker.
  if (!first) await registration.update();
}

/** The page's policy lets text become the address of a script only if ours vouches for it, which it does for one alone. */
function vouchedFor() {
  return globalThis.trustedTypes?.createPolicy("roleclarity", { createScriptURL: () => WORKER }).createScriptURL(WORKER) ?? WORKER;
}

/** The worker of a newer version of the site, if one waits. */
export function newer() {
  return registration?.waiting;
}

/** Has the newer version take over, and shows it, if at that moment `may()`. */
export function takeNewer(may) {
  const worker = newer();
  worker.addEventListener("statechange", () => worker.state === "activated" && may() && location.reload());
  worker.postMessage("take over");
}
