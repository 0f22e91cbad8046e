/**
 * A page that is left forgets what is not kept. Whoever presses a link to another page of this site is told so first.
 *
 * Help, which opens in a window beside, and "Leave this site" are never held up. Nor are closing, reloading and going back: on a
 * shared device these must be quick.
 */

import { isEmpty } from "./draft.js";
import { isBeside } from "./leave.js";

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
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("a[href]");
    if (!pressed || !leads(pressed, event) || isKept(keeping) || isEmpty(form.answers) || safe === held()) return;
    event.preventDefault();
    link = pressed;
    note.hidden = false;
    note.focus({ preventScroll: true });
  });
  note.addEventListener("keydown", ({ key }) => key === "Escape" && stay());
  form.addEventListener("action:stay", stay);
  form.addEventListener("action:go", () => location.assign(link.href));
  form.addEventListener("saved", () => (safe = held()));
  form.addEventListener("erased", hide);
  addEventListener("pagehide", hide); // the page may come back to the next person
}

function leads(link, event) {
  if (isBeside(event) || link.target) return false;
  return link.origin === location.origin && link.pathname !== location.pathname;
}

function isKept({ state, trouble, saving }) {
  return state === "kept" && !trouble && !saving.now();
}
