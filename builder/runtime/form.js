/** The form as it stands on the page: what was answered, and showing what applies. */

import { resetRanking } from "./ranking.js";
import { plain } from "./words.js";

/** The elements of all questions, by id. */
export function questionElements(form) {
  return new Map([...form.querySelectorAll("[data-question]")].map((element) => [element.dataset.question, element]));
}

/** What the person picked and wrote, in hidden questions too: it comes back when they are shown again. */
export function readAnswers(key, elements) {
  return Object.fromEntries(key.questions.map(({ id, kind }) => [id, readAnswer(elements.get(id), kind)]));
}

function readAnswer(question, kind) {
  const picked = [...question.querySelectorAll("input:checked")].map((input) => input.value);
  if (kind === "choices") return picked;
  const list = question.querySelector("[data-counts]");
  if (list) return [...list.children].map((line) => line.dataset.choice);
  const answer = field(question)?.value || picked[0];
  return kind === "number" && answer ? Number(answer) : answer;
}

function field(question) {
  return question.querySelector(".rk-input");
}

/** Whether nothing was picked or written. A date that is half written is not blank. */
export function isBlank(question, answer) {
  if (field(question)?.validity.badInput) return false;
  return answer === undefined || (typeof answer === "string" ? answer.trim() : answer).length === 0;
}

/** Shows these questions, numbered from 1 on. Parts with nothing left in them go too. */
export function showQuestions(form, elements, shown, words) {
  for (const [id, element] of elements) hide(element, !shown.includes(id));
  for (const group of form.querySelectorAll("[data-group]")) hide(group, !group.querySelector("[data-question]:not([hidden])"));
  const numbers = form.querySelectorAll("[data-question]:not([hidden]) [data-number]");
  numbers.forEach((place, index) => {
    place.closest("[data-question]").dataset.place = index + 1;
    place.textContent = plain(words.number, { number: index + 1, total: numbers.length });
  });
}

/**
 * What depends on the answers: the buttons that take one back, since a radio button cannot be un-picked, and the alerts. What an
 * answer calls for comes below its question, `here`. Gives whether a region was brought there: what comes into it at once would not
 * be told by screen readers.
 */
export function showAnswers(form, elements, answers, alerts, here) {
  for (const [id, element] of elements) {
    const button = element.querySelector(".rk-clear");
    if (button) hide(button, isBlank(element, answers[id]));
  }
  // The region stands in the page from the start, so that screen readers tell what comes into it, once.
  let moved = false;
  for (const region of form.querySelectorAll("[data-alert]")) {
    const body = region.firstElementChild;
    const calls = alerts.includes(region.dataset.alert);
    const comes = calls && body.hidden;
    if (comes && here) {
      here.after(region);
      region.removeAttribute("data-off"); // it is in view now
      moved = true;
      continue;
    }
    hide(body, !calls);
    if (comes) body.scrollIntoView({ block: "nearest" });
  }
  return moved;
}

/** Unlike `hidden = true`, this costs nothing where it changes nothing: browsers look at the style anew of whatever is set again. */
function hide(element, whether) {
  element.toggleAttribute("hidden", whether);
}

/** Answers such as "None of these" rule out the others, and the others rule them out. */
export function keepExclusive(input) {
  if (input.type !== "checkbox" || !input.checked) return;
  const alone = "exclusive" in input.dataset;
  for (const other of input.closest("[data-question]").querySelectorAll("input:checked")) {
    if (other !== input && (alone || "exclusive" in other.dataset)) other.checked = false;
  }
}

/** Takes back what was picked or written in one question. */
export function clearQuestion(question) {
  for (const input of question.querySelectorAll("input, textarea")) {
    if (input.type === "radio" || input.type === "checkbox") input.checked = false;
    else input.value = "";
  }
  resetRanking(question);
}

/** The first thing in a question that can take the focus. */
export function firstControl(question) {
  return [...question.querySelectorAll("input, textarea, button")].find((control) => control.getClientRects().length);
}
