/** An answer to a question that is gone or was worded anew: from a file, or from what was kept. */

import { link } from "./errors.js";
import { inWords } from "./table.js";
import { element, plain } from "./words.js";

/** A question with the answer that it had, if it had one: as a link where it is on the page, by its id where it is gone. */
export function oldLine({ elements, words }, id, answer) {
  const question = elements.get(id);
  const text = question?.querySelector("[data-text]").textContent ?? plain(words.gone, { id });
  const line = question?.hidden === false ? link(question, text) : element("li", text);
  if (answer !== undefined) line.append(element("br"), plain(words.old, { answer: inWords(question, answer) }));
  return line;
}
