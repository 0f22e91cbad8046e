/** The form as it stands on the page: what was answered, and showing what applies. */

import { plain } from "./words.js";

/** How the answer to each kind of question is read. Nothing picked or written is `undefined`. */
const READERS = {
  choice: (question) => picked(question)[0],
  choices: (question) => picked(question),
  number: (question) => filled(question, Number),
  text: (question) => filled(question, String),
  date: (question) => filled(question, String),
  order: (question) => picked(question)[0] ?? order(question),
  information: () => undefined,
};

function picked(question) {
  return [...question.querySelectorAll("input:checked")].map((input) => input.value);
}

function field(question) {
  return question.querySelector(".rk-input");
}

function filled(question, read) {
  const { value } = field(question);
  return value === "" ? undefined : read(value);
}

function order(question) {
  const list = question.querySelector("[data-ranking]");
  return "counts" in list.dataset ? [...list.children].map((line) => line.dataset.choice) : undefined;
}

/** The elements of all questions, by id. */
export function questionElements(form) {
  return new Map([...form.querySelectorAll("[data-question]")].map((element) => [element.dataset.question, element]));
}

/** What the person picked and wrote, hidden questions included: they come back as they were when shown again. */
export function readAnswers(key, elements) {
  const answers = key.questions.map(({ id, kind }) => [id, READERS[kind](elements.get(id))]);
  return Object.fromEntries(answers.filter(([, answer]) => answer !== undefined));
}

/** Whether nothing at all was picked or written. A date that is half written is not blank. */
export function isBlank(question, answer) {
  const half = field(question)?.validity.badInput ?? false;
  return !half && (answer === undefined || answer.length === 0 || (typeof answer === "string" && answer.trim() === ""));
}

/** Shows what applies. Parts with nothing left in them go too. */
export function showQuestions(form, elements, shown) {
  for (const [id, element] of elements) element.hidden = !shown.includes(id);
  // Inner groups stand after outer ones, so from the last to the first each sees what its own parts became.
  for (const group of [...form.querySelectorAll("[data-group]")].reverse()) {
    group.hidden = !group.querySelector("[data-question]:not([hidden])");
  }
}

/** Numbers the shown questions from 1 on. */
export function numberQuestions(elements, sentence) {
  const numbered = [...elements.values()].filter((element) => !element.hidden && element.querySelector("[data-number]"));
  numbered.forEach((element, index) => {
    element.dataset.place = index + 1;
    element.querySelector("[data-number]").textContent = plain(sentence, { number: index + 1, total: numbered.length });
  });
}

/** A button to take an answer back stands only where there is one: a radio button cannot be un-picked. */
export function showClearButtons(elements, answers) {
  for (const [id, element] of elements) {
    const button = element.querySelector("[data-clear]");
    if (button) button.hidden = isBlank(element, answers[id]);
  }
}

/** Each alert's region stands in the page from the start, so that screen readers tell what comes into it, once. */
export function showAlerts(form, alerts) {
  for (const alert of form.querySelectorAll("[data-alert]")) {
    const body = alert.firstElementChild;
    const hidden = !alerts.includes(alert.dataset.alert);
    if (body.hidden !== hidden) body.hidden = hidden;
  }
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
}

/** The first thing in a question that can take the focus. */
export function firstControl(question) {
  return [...question.querySelectorAll("input, textarea, button")].find((control) => control.checkVisibility());
}
