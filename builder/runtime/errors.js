/** What needs another look: a summary on top and the same words at each question. */

import { isAnswer } from "./visibility.js";
import { firstControl, isBlank } from "./form.js";
import { element, plain } from "./words.js";

/** The problems in the shown questions, in order: [{id, message}]. */
export function findProblems(key, shown, elements, answers, words) {
  return key.questions
    .filter((question) => shown.includes(question.id))
    .map((question) => ({ id: question.id, message: problem(question, elements.get(question.id), answers[question.id], words) }))
    .filter(({ message }) => message);
}

function problem(question, element, answer, words) {
  const blank = isBlank(element, answer);
  if (isAnswer(question, answer) || (blank && !("required" in element.dataset))) return "";
  const sentence = blank ? words.missing[question.kind] : words.wrong[question.whole ? "whole" : question.kind];
  const { minimum, maximum } = element.dataset;
  return plain(sentence, { number: element.dataset.place, minimum, maximum, count: question.at_most });
}

/** Shows these problems and no others, and moves the focus to the summary if there are any. */
export function showProblems(form, elements, problems, words) {
  for (const [id, question] of elements) mark(question, problems.find((problem) => problem.id === id)?.message ?? "");
  const summary = form.querySelector("[data-errors]");
  summary.querySelector("ul").replaceChildren(...problems.map(({ id, message }) => link(elements.get(id), message)));
  summary.hidden = problems.length === 0;
  showTitle(problems.length > 0, words.error_title);
  if (problems.length) summary.focus();
}

function mark(question, message) {
  const place = question.querySelector("[data-error]");
  if (!place) return;
  place.textContent = message;
  place.hidden = !message;
  question.classList.toggle("rk-question--error", message !== "");
  // A group of radio buttons is wrong as a whole; other controls are wrong themselves.
  const wrong = question.matches("[role=radiogroup]") ? [question] : question.querySelectorAll("input, textarea");
  for (const control of wrong) control.ariaInvalid = message ? "true" : null;
}

/** A link to a question. The address stays as it is, since people share it. */
export function link(question, text) {
  const anchor = element("a", text);
  anchor.href = `#${question.id}`;
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    goTo(question);
  });
  return element("li", anchor);
}

/** Moves to a question so that its words are in view, not only its first answer. */
export function goTo(question) {
  question.scrollIntoView();
  firstControl(question)?.focus({ preventScroll: true });
}

let title = "";

function showTitle(wrong, sentence) {
  title ||= document.title;
  document.title = wrong ? plain(sentence, { title }) : title;
}
