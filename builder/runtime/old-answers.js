/** What was kept of a form that has changed since: the answers that no longer fit, to read, and the questions to look at again. */

import { link } from "./errors.js";
import { inWords } from "./table.js";
import { counted, element, plain } from "./words.js";

export function showOld({ form, words, section }, draft) {
  const old = Object.entries(draft?.old.answers ?? {});
  const fresh = draft?.fresh.filter((id) => form.elements.get(id)?.querySelector("[data-text]")) ?? [];
  const asked = [...old.filter(([id]) => form.elements.has(id)), ...fresh.map((id) => [id])];
  const gone = old.filter(([id]) => !form.elements.has(id));
  const version = section.querySelector("[data-version]");
  version.hidden = old.length + fresh.length === 0;
  version.querySelector("[data-fit]").textContent = counted(words.fit, Object.keys(draft?.answers ?? {}).length);
  version.querySelector("[data-lost]").hidden = asked.length === 0;
  version.querySelector("ul").replaceChildren(
    ...asked.map(([id, answer]) => {
      const question = form.elements.get(id);
      const line = link(question, question.querySelector("[data-text]").textContent);
      if (answer !== undefined) line.append(element("br"), plain(form.words.old, { answer: inWords(question, answer) }));
      return line;
    }),
    ...gone.map(([id, answer]) => element("li", plain(form.words.gone, { id }), element("br"), plain(form.words.old, { answer: [answer].flat().join(", ") }))),
  );
}
