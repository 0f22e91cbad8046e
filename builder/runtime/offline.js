/**
 * Lets the browser keep a copy of the site, and offers a new version of it in words. The new one never comes by itself, and
 * is not offered while a form on the page holds answers. In the same line it says that the connection is gone.
 */

import { Connection } from "./connection.js";

const WORKER = String(new URL("../../sw.js", import.meta.url));

const place = document.querySelector("[data-offline]");
const line = place.querySelector("[role=status]");
const words = JSON.parse(line.dataset.words);
const buttons = place.querySelector("[data-choice]");
const form = document.querySelector("role-questionnaire");
const connection = new Connection(words, form ?? document.querySelector("role-charter, action-plan, role-map"), show);

let registration;
let offered = true;
let ready = false;
let touched = false;

/** Answers may come without a touch, from a file, and a touched field may hold what is no answer yet. */
const holdsAnswers = () => touched || Object.values(form?.answers ?? {}).some((answer) => String(answer ?? "").trim());

function show() {
  const gone = connection.sentence(navigator.serviceWorker?.controller);
  const fresh = !gone && registration?.waiting && offered && !holdsAnswers();
  place.toggleAttribute("data-gone", Boolean(gone));
  buttons.hidden = !fresh;
  const sentence = gone || (fresh ? words.new : ready && !form ? words.ready : "");
  if (line.textContent !== sentence) line.textContent = sentence;
}

/** Shows each step of a worker that is on its way. */
function watch(worker, first) {
  worker?.addEventListener("statechange", () => {
    ready = first && worker.state === "activated";
    show();
  });
}

function take() {
  const worker = registration.waiting;
  if (!worker || holdsAnswers()) return;
  worker.addEventListener("statechange", () => {
    if (worker.state === "activated" && !holdsAnswers()) location.reload();
  });
  worker.postMessage("take over");
}

/** The page's policy lets text become the address of a script only if ours vouches for it, which it does for one alone. */
const vouchedFor = () =>
  globalThis.trustedTypes?.createPolicy("roleclarity", { createScriptURL: () => WORKER }).createScriptURL(WORKER) ?? WORKER;

/** Looks for a new version at each page: a browser alone may take a day, and would miss that the site gave up its worker. */
async function start() {
  const { serviceWorker } = navigator;
  if (!serviceWorker || (navigator.connection?.saveData && !serviceWorker.controller)) return;
  registration = await serviceWorker.register(vouchedFor(), { updateViaCache: "none" });
  const first = !registration.active;
  watch(registration.installing, first);
  watch(registration.waiting, false);
  registration.addEventListener("updatefound", () => watch(registration.installing, first));
  show();
  if (!first) await registration.update();
}

form?.addEventListener("answered", () => { touched = true; show(); });
form?.addEventListener("erased", () => { touched = false; show(); });
form?.addEventListener("shown", show);
addEventListener("pageshow", ({ persisted }) => { if (persisted) touched = false; show(); });
place.querySelector("[data-use]").addEventListener("click", take);
place.querySelector("[data-later]").addEventListener("click", () => { offered = false; show(); });
// Without a worker the site works as before: in a private window, without a safe connection, when sw.js does not come.
if ("worker" in place.dataset) addEventListener("load", () => start().catch(() => {}));
