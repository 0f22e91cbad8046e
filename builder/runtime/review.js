/** The answers in words, part by part, each with a way to change it. */

import { isBlank } from "./form.js";
import { element, longDate, ours, plain } from "./words.js";

/**
 * Fills the review anew. A part that is answered in full is folded, since others may see the screen; what is blank shows.
 * `changed`: the question that the person comes back from, whose part is open then.
 */
export function showReview(page, changed) {
  const asked = [...page.elements].filter(([, { dataset, hidden }]) => dataset.place && !hidden);
  const sections = new Set(asked.map(([, question]) => question.closest(".rk-section")));
  page.part("answers").replaceChildren(...[...sections].map((section) => part(page, section, asked, changed)));
}

function part(page, section, asked, changed) {
  const here = asked.filter(([, question]) => section.contains(question));
  const answered = here.filter(([id]) => page.situation.answers.has(id)).length;
  const title = element("h3", section.querySelector("h2").lastChild.textContent);
  const count = ours("span", plain(page.words.review.answered, { answered, asked: here.length }));
  const made = element("details", element("summary", title, count), ...lists(page, section, here));
  made.className = "rk-details";
  made.open = answered < here.length || section.contains(changed);
  return made;
}

/** The lists of a part. The rows of a grid have one of their own, under its words. */
function lists(page, section, here) {
  const made = [...section.querySelectorAll(".rk-stem")].map((stem) => stem.cloneNode(true));
  let last = null;
  for (const [id, question] of here) {
    const group = question.closest("[data-group]");
    if (group !== last) {
      if (group !== section) made.push(element("h4", group.querySelector("h3").textContent));
      made.push(element("dl"));
    }
    made.at(-1).append(line(page, id, question));
    last = group;
  }
  return made;
}

function line(page, id, question) {
  const { review } = page.words;
  const text = question.querySelector("[data-text]").textContent;
  const button = page.part("change-answer").content.firstElementChild.cloneNode(true);
  button.ariaLabel = plain(review.change_what, { question: text });
  button.dataset.back = id;
  const said = isBlank(question, page.answers[id]) ? [] : inWords(question).map((words) => element("dd", words));
  if (!page.situation.answers.has(id)) said.push(ours("dd", said.length ? review.unfit : review.blank));
  return element("div", element("dt", text), ...said, element("dd", button));
}

/** What was picked, put in order or written, each by itself. */
function inWords(question) {
  const lines = [...question.querySelectorAll("[data-counts] > *")].map((one, index) => `${index + 1}. ${label(one)}`);
  const picked = [...question.querySelectorAll("input:checked")].map((one) => label(one.closest("label")));
  const { value, type } = question.querySelector(".rk-input") ?? {};
  const unit = question.querySelector(".rk-unit")?.textContent;
  const written = type === "date" && value ? longDate(new Date(`${value}T00:00`)) : [value, unit].filter(Boolean).join(" ");
  return [lines, picked, [written]].find((found) => found.length);
}

function label(one) {
  return one.querySelector("[data-label]").textContent;
}
