/** Lists to put in order, with buttons: dragging leaves people out. */

import { plain } from "./words.js";

/** Upgrades one list. Nothing counts until the person moves a line or says that the order is right. */
export function upgradeRanking(list, words) {
  const question = list.closest("[data-question]");
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-move]");
    if (!button) return;
    const line = button.closest("[data-choice]");
    if (button.dataset.move === "up") line.previousElementSibling.before(line);
    else line.nextElementSibling.after(line);
    showMoves(list);
    // Moving takes the focus away; at an end, the other button gets it.
    (button.hidden ? line.querySelector("[data-move]:not([hidden])") : button).focus();
    const lines = [...list.children];
    const label = line.querySelector("[data-label]").textContent;
    count(question, list, plain(words.moved, { label, place: lines.indexOf(line) + 1, total: lines.length }));
  });
  question.querySelector("[data-confirm]").addEventListener("click", () => count(question, list, words.order_kept));
  question.addEventListener("input", ({ target }) => target.type === "radio" && forget(question, list));
  showMoves(list);
}

/** Puts the lines back as they were at the start. */
export function resetRanking(question) {
  const list = question.querySelector("[data-ranking]");
  if (!list) return;
  list.append(...[...list.children].sort((a, b) => a.dataset.first - b.dataset.first));
  forget(question, list);
  showMoves(list);
}

/** Puts the lines into an order that counts, if it has each of them once. */
export function orderRanking(list, order) {
  const lines = order.map((id) => [...list.children].find(({ dataset }) => dataset.choice === id));
  if (lines.includes(undefined) || new Set(lines).size !== list.children.length || order.length !== list.children.length) return;
  list.append(...lines);
  list.dataset.counts = "";
  showMoves(list);
}

function count(question, list, message) {
  list.dataset.counts = "";
  for (const input of question.querySelectorAll("input:checked")) input.checked = false;
  question.querySelector("[data-status]").textContent = message;
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

function forget(question, list) {
  delete list.dataset.counts;
  question.querySelector("[data-status]").textContent = "";
}

function showMoves(list) {
  for (const button of list.querySelectorAll("[data-move]")) {
    const end = button.dataset.move === "up" ? list.firstElementChild : list.lastElementChild;
    button.hidden = end.contains(button);
  }
}
