/** What goes on paper: the form as it stands, an empty form, the answers, or the result. */

import { showQuestions } from "./form.js";
import { showReview } from "./review.js";
import { longDate, plain } from "./words.js";

export function attachPaper(page) {
  page.addEventListener("action:print", ({ detail }) => {
    page.dataset.print = detail.dataset.onPaper;
    print();
  });
  addEventListener("beforeprint", () => prepare(page));
  addEventListener("afterprint", () => {
    delete page.dataset.print;
    openKey(page, false);
    sortRankings(page, false);
    page.refresh();
  });
}

/** The key for adding up by hand. */
export function openKey(page, open) {
  page.part("paper-key")?.toggleAttribute("open", open);
}

/** The browser's own command prints the result if there is one, else the whole form: paper cannot hide what does not apply. */
function prepare(page) {
  const { form, elements, words, dataset } = page;
  const what = (dataset.print ??= dataset.state ?? "form");
  if (what === "answers") {
    showReview(page);
    for (const part of page.part("answers").children) part.open = true;
    page.part("printed").textContent = plain(words.review.made, { date: longDate(new Date()) });
  } else if (what !== "result") {
    openKey(page, true);
    showQuestions(form, elements, [...elements.keys()], words);
    sortRankings(page, what === "blank");
  }
}

/** An empty form has its lines as they were at first. The answers stay where they are: only their look is taken away. */
function sortRankings(page, blank) {
  for (const line of page.querySelectorAll(".rk-rank")) line.style.order = blank ? line.dataset.first : "";
}
