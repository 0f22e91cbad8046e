/** Puts answers into the form: the way back of `readAnswers`. Answers come from elsewhere, so they are compared with what the form offers. */

import { own } from "./draft.js";
import { clearQuestion } from "./form.js";
import { orderRanking } from "./ranking.js";

/** Every question gets its answer of these, or none. What no control of a question can hold is left out. */
export function writeAnswers(key, elements, answers) {
  for (const { id, kind } of key.questions) {
    const question = elements.get(id);
    clearQuestion(question);
    const answer = own(answers, id);
    const list = question.querySelector("[data-ranking]");
    const field = question.querySelector(".rk-input");
    if (list && Array.isArray(answer)) orderRanking(list, answer);
    else if (field && !list) write(field, kind, answer);
    else pick(question, kind, answer);
  }
}

function write(field, kind, answer) {
  if ([kind, "string"].includes(typeof answer)) field.value = answer; // what was typed and is no number is text
}

function pick(question, kind, answer) {
  const picked = Array.isArray(answer) === (kind === "choices") ? [answer].flat() : [];
  for (const input of question.querySelectorAll("input")) input.checked = picked.includes(input.value);
}
