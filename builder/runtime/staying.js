/**
 * A page that is left forgets what is not kept. The first press on a link to another page of this site says so; the second goes.
 * Help and "Leave this site" lead elsewhere, and are never held up.
 */

import { isEmpty } from "./draft.js";

/** `view` is what shows whether answers are kept. */
export function attachStaying(view) {
  if (!view) return;
  let saved = false;
  view.form.addEventListener("answered", () => (saved = false));
  view.form.addEventListener("action:saveFile", () => (saved = true));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link === view.going || saved || !leads(link, event) || !isLost(view)) return;
    event.preventDefault();
    view.going = link;
    view.say(view.words.leaving, "leaving");
  });
}

function leads({ origin, pathname, target }, { ctrlKey, metaKey, shiftKey, altKey, defaultPrevented }) {
  return !(ctrlKey || metaKey || shiftKey || altKey || defaultPrevented || target) && origin === location.origin && pathname !== location.pathname;
}

function isLost({ form, keeping: { state, trouble } }) {
  return !isEmpty(form.answers) && (state !== "kept" || trouble);
}
