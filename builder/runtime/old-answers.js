/** An answer to a question that is gone or was worded anew: from a file, or from what was kept. */

import { link } from "./errors.js";
import { inWords } from "./table.js";
import { element, plain } from "./words.js";

/** A question with the answer that it had, if it had one: as a link where it is still asked. */
export function oldLine({ elements, words }, id, answer) {
  const question = elements.get(id);
  const asked = question && !question.hidden;
  const line = asked ? link(question, question.querySelector("[data-text]").textContent) : element("li", plain(words.gone, { id }));
  if (answer !== undefined) line.append(element("br"), plain(words.old, { answer: inWords(question, answer) }));
  return line;
}
