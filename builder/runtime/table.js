/** A form with its answers -> the rows of a table, one for each question that is shown and for each score. */

import { bare } from "./csv.js";
import { score } from "./scoring.js";

const HEAD = ["kind", "id", "text", "answer", "words"];

/** Rows of cells, as `csv.js` takes them. `element` is the questionnaire on its page. */
export function tableOf(element, date) {
  const { about, key, elements } = element;
  const { shown, answers } = element.situation;
  const asked = key.questions.filter(({ id, kind }) => shown.includes(id) && kind !== "information");
  const scores = score(key, shown, answers);
  return [
    HEAD,
    ["form", about.id, document.querySelector("h1").textContent, about.version, date],
    ...asked.map(({ id }) => questionRow(id, elements.get(id), answers.get(id))),
    ...key.scales.map(({ id }) => scoreRow(id, titleOf(element, id), scores[id])),
  ];
}

function questionRow(id, question, answer = "") {
  const cell = typeof answer === "number" ? bare(answer) : [answer].flat().join(", ");
  return ["question", id, question.querySelector("[data-text]").textContent, cell, inWords(question, answer)];
}

function scoreRow(id, title, { value, state, reason, band }) {
  return ["score", id, title, value === undefined ? "" : bare(value), [state, reason, band].filter(Boolean).join(", ")];
}

function titleOf(element, scale) {
  return element.querySelector(`template[data-scale="${CSS.escape(scale)}"]`).content.querySelector("h3").textContent;
}

/** An answer as the page words it. What the question does not offer stands as it is. */
export function inWords(question, answer) {
  const labels = [...(question?.querySelectorAll("[data-label]") ?? [])];
  const idOf = (label) => label.closest("[data-choice]")?.dataset.choice ?? label.closest("label").querySelector("input").value;
  const word = (part) => labels.find((label) => idOf(label) === part)?.textContent ?? String(part);
  return [answer].flat().map(word).join(", ");
}
