/**
 * "Leave this site": the page is covered and its form wiped before anything is asked for, since the next page may take long.
 *
 * The next page takes this one's place in the history. Without a connection it is a bare page of this site. A click with a key
 * held down asks for a window beside this one, and is the browser's. Without scripts the plain link remains. "Help now" beside it
 * opens by itself; what it shows goes with Escape, too.
 */

export function attachLeaving(element) {
  document.addEventListener("rk-leave", () => element.wipe());
  for (const link of document.querySelectorAll("[data-leave]")) {
    link.addEventListener("click", (event) => {
      if (isBeside(event)) return;
      event.preventDefault();
      leave(element, link);
    });
  }
  const help = document.querySelector(".rk-help");
  help?.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    help.open = false;
    help.firstElementChild.focus();
  });
  // A browser may bring the page back as it was left: covered, and under another name.
  addEventListener("pageshow", ({ persisted }) => persisted && "left" in document.documentElement.dataset && location.reload());
}

/** Whether a click asks for another tab or window. */
export function isBeside({ ctrlKey, metaKey, shiftKey, altKey }) {
  return ctrlKey || metaKey || shiftKey || altKey;
}

function leave(element, link) {
  const { dataset } = document.documentElement;
  if ("left" in dataset) return;
  dataset.left = "";
  element.form.dataset.title = link.hostname; // wiping puts the form's own title back
  document.dispatchEvent(new Event("rk-leave")); // all of the page is wiped first: words that are not saved would bring up a question
  document.title = link.hostname;
  location.replace(navigator.onLine ? link.href : link.dataset.leave);
}
