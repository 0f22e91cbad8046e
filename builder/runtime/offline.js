/**
 * Lets the browser keep a copy of the site, and offers a new version of it in words. The new one never comes by itself, and
 * is not offered while a form on the page holds answers. In the same line it says that the connection is gone.
 */

import { Connection } from "./connection.js";
import { keepCopy, newer, takeNewer } from "./site-copy.js";

/** `form`: the one on the page, if there is one. Pages that another site engine made have no line for this. */
export function attachOffline(form) {
  const place = document.querySelector("[data-offline]");
  if (!place) return;
  const [line, buttons] = ["[role=status]", "[data-choice]"].map((part) => place.querySelector(part));
  const words = JSON.parse(line.dataset.words);
  let ready = false;
  let offered = true;
  let touched = false;

  // Answers may come without a touch, from a file, and a touched field may hold what is no answer yet.
  const isFree = () => !touched && Object.values(form?.answers ?? {}).every((answer) => !String(answer ?? "").trim());
  const show = () => {
    const gone = connection.sentence(navigator.serviceWorker?.controller);
    const fresh = !gone && newer() && offered && isFree();
    place.toggleAttribute("data-gone", Boolean(gone));
    buttons.hidden = !fresh;
    const sentence = gone || (fresh ? words.new : ready && !form ? words.ready : "");
    if (line.textContent !== sentence) line.textContent = sentence;
  };
  const connection = new Connection(words, form ?? document.querySelector("role-charter, action-plan, role-map"), show);
  const on = (target, name, does) => target?.addEventListener(name, (event) => { does(event); show(); });

  on(form, "answered", () => (touched = true));
  on(form, "erased", () => (touched = false));
  on(form, "shown", () => {});
  on(globalThis, "pageshow", ({ persisted }) => (touched &&= !persisted));
  on(place.querySelector("[data-later]"), "click", () => (offered = false));
  on(place.querySelector("[data-use]"), "click", () => isFree() && takeNewer(isFree));
  // Without a worker the site works as before.
  if ("worker" in place.dataset) addEventListener("load", () => keepCopy((now) => { ready = now; show(); }).catch(() => {}));
}
