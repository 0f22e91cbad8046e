/** Lists to put in order, with buttons: dragging alone would leave out people who cannot drag (WCAG 2.5.7). */

import { plain } from "./words.js";

/** Upgrades one list. Nothing counts until the person moves a line or says that the order is right. */
export function upgradeRanking(list, words) {
  const question = list.closest("[data-question]");
  const status = question.querySelector("[data-status]");
  const first = [...list.children];

  function counts(message) {
    list.dataset.counts = "";
    for (const input of question.querySelectorAll("input:checked")) input.checked = false;
    status.textContent = message;
    list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const line = button.closest("[data-choice]");
    move(line, button.dataset.move);
    showMoves(list);
    // Moving an element takes the focus from it; at an end the button is gone, so the other one gets the focus.
    (button.hidden ? line.querySelector("[data-move]:not([hidden])") : button).focus();
    const place = [...list.children].indexOf(line) + 1;
    const label = line.querySelector("[data-label]").textContent;
    counts(plain(words.moved, { label, place, total: list.children.length }));
  });
  question.querySelector("[data-confirm]").addEventListener("click", () => counts(words.order_kept));
  question.addEventListener("input", (event) => {
    if (event.target.type === "radio") forget(list, status);
  });
  list.addEventListener("reset-order", () => {
    list.append(...first);
    forget(list, status);
    showMoves(list);
  });
  showMoves(list);
}

/** Puts the lines back as they were at the start; the order no longer counts. */
export function resetRanking(question) {
  question.querySelector("[data-ranking]")?.dispatchEvent(new Event("reset-order"));
}

function forget(list, status) {
  delete list.dataset.counts;
  status.textContent = "";
}

function move(line, direction) {
  if (direction === "up") line.previousElementSibling?.before(line);
  else line.nextElementSibling?.after(line);
}

function showMoves(list) {
  for (const button of list.querySelectorAll("[data-move]")) {
    const line = button.closest("[data-choice]");
    button.hidden = line === (button.dataset.move === "up" ? list.firstElementChild : list.lastElementChild);
  }
}
