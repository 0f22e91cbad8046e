/** What needs another look: a summary on top and the same words at each question. */

import { isAnswer } from "./visibility.js";
import { firstControl, isBlank } from "./form.js";
import { element, ours, plain } from "./words.js";

/** The problems in the shown questions, in order: [{id, message}]. */
export function findProblems(key, shown, elements, answers, words) {
  return shown.flatMap((id) => {
    const question = key.questions.find((entry) => entry.id === id);
    const message = problem(question, elements.get(id), answers[id], words);
    return message ? [{ id, message }] : [];
  });
}

function problem(question, element, answer, words) {
  const blank = isBlank(element, answer);
  if (isAnswer(question, answer) || (blank && !("required" in element.dataset))) return "";
  const sentence = (blank && words.missing[question.kind]) || words.wrong[question.whole ? "whole" : question.kind];
  const { minimum, maximum } = element.dataset;
  return plain(sentence, { number: element.dataset.place, minimum, maximum, count: question.at_most });
}

/** Shows these problems and no others, and moves the focus to the summary if there are any. */
export function showProblems(form, elements, problems, words) {
  for (const [id, question] of elements) mark(question, problems.find((problem) => problem.id === id)?.message);
  const summary = form.querySelector("[data-errors]");
  summary.querySelector("ul").replaceChildren(...problems.map(({ id, message }) => link(elements.get(id), message)));
  summary.hidden = problems.length === 0;
  const title = (form.dataset.title ??= document.title);
  document.title = problems.length ? plain(words.error_title, { title }) : title;
  if (problems.length) summary.focus();
}

function mark(question, message = "") {
  const place = question.querySelector(".rk-error") ?? (message && placeIn(question));
  if (!place) return;
  place.textContent = message;
  place.hidden = !message;
  question.classList.toggle("rk-question--error", !!message);
  // Radio buttons are wrong as a group.
  const wrong = question.matches("[role=radiogroup]") ? [question] : question.querySelectorAll("input, textarea");
  for (const control of wrong) control.ariaInvalid = message ? "true" : null;
}

/** Where a question says what is wrong, made when something is. Its hint is read first. */
function placeIn(question) {
  const place = ours("p", "");
  place.className = "rk-error";
  place.id = `${question.id}.error`;
  question.querySelector(".rk-answers, .rk-field").before(place);
  const told = question.querySelector(".rk-field .rk-input") ?? question;
  told.setAttribute("aria-describedby", `${told.getAttribute("aria-describedby") ?? ""} ${place.id}`);
  return place;
}

/** A link to a question; the address stays as it is. */
export function link(question, text) {
  const anchor = element("a", text);
  anchor.href = `#${question.id}`;
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    goTo(question);
  });
  return element("li", anchor);
}

/** Asks for a question to be on the screen; in steps it may not be. */
export function reveal(question) {
  question.dispatchEvent(new CustomEvent("reveal", { bubbles: true }));
}

/** Moves to a question so that its words are in view, not only its first answer. */
export function goTo(question) {
  reveal(question);
  question.scrollIntoView();
  firstControl(question)?.focus({ preventScroll: true });
}
