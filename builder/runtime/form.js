/** The form as it stands on the page: what was answered, and showing what applies. */

import { resetRanking } from "./ranking.js";
import { plain } from "./words.js";

/** A comma may be the point; before three digits nobody knows. What is no number stays as it was typed, and needs another look. */
const NUMBER = /^ *-?\d*(\.|,(?!\d{3}\b))?\d+ *$/;

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
  return kind === "number" && NUMBER.test(answer) ? Number(answer.replace(",", ".")) : answer;
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
 * What depends on the answers: the buttons that take one back, since a radio button cannot be un-picked, and the alerts.
 * What comes at an answer comes into view.
 */
export function showAnswers(form, elements, answers, alerts, anew) {
  for (const [id, element] of elements) {
    const blank = isBlank(element, answers[id]);
    const button = element.querySelector(".rk-clear") ?? (!blank && addClear(form, element));
    if (button) hide(button, blank);
  }
  for (const { dataset, firstElementChild: body } of form.querySelectorAll("[data-alert]")) {
    const before = body.hidden && !anew;
    hide(body, !alerts.includes(dataset.alert));
    if (before && !body.hidden) body.scrollIntoView({ block: "nearest" });
  }
}

/** Made when it is first needed: one for each question would be a part of every page. */
function addClear(form, question) {
  const button = form.querySelector("[data-clear]").content.firstElementChild.cloneNode(true);
  button.ariaLabel += `: ${question.querySelector("[data-text]").textContent}`;
  question.append(button);
  return button;
}

/**
 * Below a question that somebody turns to, the place of what an answer may call for: the last question that it could be about may be
 * a screen away. It is empty still, since screen readers tell only of what comes into a part of the page that they know.
 */
export function bringAlerts({ form, key }, target) {
  const question = target.closest("[data-question]");
  for (const { id, when } of key.alerts) {
    const region = form.querySelector(`[data-alert="${id}"]`);
    if (region.firstElementChild.hidden && JSON.stringify(when).includes(`"question":"${question?.dataset.question}"`)) {
      question.after(region);
      region.removeAttribute("data-off"); // it is in view now
    }
  }
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
  // As the page brought them: nothing picked and nothing written, but what an answer is called.
  for (const input of question.querySelectorAll("input, textarea")) Object.assign(input, { checked: false, value: input.defaultValue });
  resetRanking(question);
}

/** The first thing in a question that can take the focus. */
export function firstControl(question) {
  return [...question.querySelectorAll("input, textarea, button")].find((control) => control.getClientRects().length);
}
