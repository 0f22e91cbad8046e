/**
 * A page that is left forgets what is not kept. Whoever presses a link to another page of this site is told so first.
 *
 * Help, which opens in a window beside, and "Leave this site" are never held up. Nor are closing, reloading and going back: on a
 * shared device these must be quick. But where somebody chose to keep answers and some lie in this page alone, the browser asks.
 */

import { isEmpty } from "./draft.js";
import { isBeside } from "./leave.js";
import { wait } from "./saving.js";

/** `view` is what shows whether answers are kept. */
export function attachStaying(view) {
  const { form, keeping } = view;
  const note = form.part("staying");
  let link = null;
  let safe = ""; // the answers that a file holds
  const held = () => JSON.stringify(form.answers);
  const hide = () => (note.hidden = true);
  const stay = () => {
    hide();
    link.focus();
  };
  const isKept = () => keeping.state === "kept" && !keeping.trouble && !keeping.saving.now();
  const isSafe = () => isKept() || isEmpty(form.answers) || safe === held();
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("a[href]");
    if (!pressed || !leads(pressed, event) || isSafe()) return;
    event.preventDefault();
    link = pressed;
    note.hidden = false;
    note.focus({ preventScroll: true });
  });
  note.addEventListener("keydown", ({ key }) => key === "Escape" && stay());
  form.addEventListener("action:stay", stay);
  form.addEventListener("action:go", () => {
    stay(); // with the link in focus nothing asks once more
    location.assign(link.href);
  });
  form.addEventListener("saved", () => (safe = held()));
  form.addEventListener("erased", hide);
  addEventListener("beforeunload", (event) => keeping.lock && !isSafe() && wait(event));
  addEventListener("pagehide", hide); // the page may come back to the next person
}

function leads(link, event) {
  if (isBeside(event) || link.target) return false;
  return link.origin === location.origin && link.pathname !== location.pathname;
}
