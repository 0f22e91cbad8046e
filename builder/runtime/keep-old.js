/** What was kept of a form that has changed since: the answers that no longer fit, to read, and the questions to look at again. */

import { oldLine } from "./old-answers.js";
import { counted } from "./words.js";

export function showOld({ form, words, section }, draft) {
  const old = Object.entries(draft?.old.answers ?? {});
  const fresh = draft?.fresh.filter((id) => form.elements.get(id)?.querySelector("[data-text]")) ?? [];
  const [asked, gone] = [true, false].map((there) => old.filter(([id]) => form.elements.has(id) === there));
  asked.push(...fresh.map((id) => [id]));
  const version = section.querySelector("[data-version]");
  version.hidden = old.length + fresh.length === 0;
  version.querySelector("[data-fit]").textContent = counted(words.fit, Object.keys(draft?.answers ?? {}).length);
  version.querySelector("[data-lost]").hidden = asked.length === 0;
  version.querySelector("ul").replaceChildren(...[...asked, ...gone].map(([id, answer]) => oldLine(form, id, answer)));
}
