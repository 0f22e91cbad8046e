/**
 * How much of the form is on the screen: all of it, a part, or a question; then the review. The choice is not stored.
 *
 * What waits is marked `data-off`, never `hidden`, which says that a question does not apply. Only this module sets the mark and
 * only screens heed it: paper shows everything, and so does a page whose script failed. Each step is an entry in the history
 * under the same address, so that the browser's Back moves a step instead of leaving, which would wipe the answers.
 */

import { findProblems, showProblems } from "./errors.js";
import { showReview } from "./review.js";
import { plain } from "./words.js";

const UNITS = { steps: ".rk-section:not([hidden])", one_question: "[data-question]:not([hidden])" };
const LEAVES = ".rk-section > :not(.rk-grid), .rk-grid > *";

export function attachViews(page) {
  const views = new Views(page);
  for (const name of ["back", "next", "review"]) page.addEventListener(`action:${name}`, () => views[name]());
  page.addEventListener("shown", () => views.show());
  page.addEventListener("erased", () => views.restart());
  page.addEventListener("reveal", ({ target }) => views.reveal(target));
  page.addEventListener("submit", (event) => views.submit(event), true);
  page.part("views").addEventListener("change", ({ target }) => views.choose(target.value));
  addEventListener("popstate", ({ state }) => views.travel(state));
  addEventListener("pageshow", ({ persisted }) => persisted && views.restart());
}

class Views {
  constructor(page) {
    this.page = page;
    this.last = page.part("review");
    this.button = page.part("return").content.firstElementChild;
    this.restart();
    new ResizeObserver(() => this.#layOut()).observe(page.form);
  }

  /** What takes the screen, one after the other. What does not apply is no step. */
  #steps() {
    const unit = UNITS[this.page.dataset.view];
    return [...(unit ? this.page.form.querySelectorAll(unit) : [this.page.form]), this.last];
  }

  /** The first step, as on a fresh page. A reload keeps the number of a step, but no answers. */
  restart() {
    this.#forget();
    this.at = 0;
    this.#begin();
  }

  /** From here on, steps of before are no steps: they were others, or of somebody else. */
  #begin() {
    this.stay = Math.random();
    if (history.state) this.#mark();
    this.show();
  }

  /** Has the entry of the history stand for what is on the screen. */
  #mark() {
    history.replaceState({ step: this.at, stay: this.stay }, "");
  }

  show() {
    const { page, last } = this;
    const steps = this.#steps();
    this.at = Math.min(this.at, steps.length - 1);
    this.unit = steps[this.at];
    const whole = this.unit === page.form;
    for (const leaf of page.form.querySelectorAll(LEAVES)) leaf.toggleAttribute("data-off", !isOn(leaf, this.unit));
    last.hidden = this.unit !== last;
    if (!last.hidden) showReview(page, this.changed);
    page.part("step-back").hidden = !this.at;
    page.part("step-next").hidden = whole || !last.hidden;
    page.part("step-review").hidden = !whole;
    for (const end of page.querySelectorAll("[data-end]")) end.toggleAttribute("data-off", !whole && last.hidden);
    page.toggleAttribute("data-later", this.at > 0);
    const parts = page.form.querySelectorAll(UNITS.steps);
    parts.forEach((part, index) => {
      const place = plain(page.words.view.part, { number: index + 1, total: parts.length });
      part.querySelector("[data-part]").textContent = page.dataset.view in UNITS ? place : "";
    });
    this.#layOut();
  }

  /**
   * Browsers lay out only what is near the window (roleclarity.css) once all on the screen was laid out: they remember its size
   * then. With sizes that are guessed, or of another width, what is pressed moved away under the finger.
   */
  #layOut() {
    const { page } = this;
    delete page.dataset.settled;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => (this.frame = requestAnimationFrame(() => (page.dataset.settled = ""))));
  }

  /** Goes on if nothing in this step needs another look. */
  next() {
    const { key, form, situation, elements, answers, words } = this.page;
    const here = situation.shown.filter((id) => this.unit.contains(elements.get(id)));
    const problems = findProblems(key, here, elements, answers, words);
    showProblems(form, elements, problems, words);
    if (!problems.length) this.#go(this.at + 1);
  }

  /** Through the history where it leads there, so that it does not grow; never out of the page. */
  back() {
    if (history.state?.from === this.at - 1) history.back();
    else this.#go(this.at - 1);
  }

  review() {
    this.#go(this.#steps().length - 1);
  }

  /** Enter in a field asks for the result; before the last step it means: go on. */
  submit(event) {
    if (this.page.part("step-next").hidden) return;
    event.preventDefault();
    event.stopPropagation();
    this.next();
  }

  choose(view) {
    const before = this.unit;
    this.page.dataset.view = view;
    this.at = this.#steps().findIndex((unit) => unit.contains(before) || before.contains(unit));
    this.#begin();
  }

  reveal(question) {
    const before = this.unit;
    const at = this.#steps().findIndex((unit) => unit.contains(question));
    if (at !== this.at) this.#enter(at);
    if (before !== this.last) return;
    this.changed = question;
    question.append(this.button);
  }

  #go(at) {
    const before = this.unit;
    this.#enter(at);
    this.#focus(before);
  }

  #enter(at) {
    if (!history.state) this.#mark();
    history.pushState({ step: at, from: this.at, stay: this.stay }, "");
    this.at = at;
    this.show();
  }

  /** The browser's Back and Forward. A link within the page makes an entry without a step. */
  travel(state) {
    if (state?.stay !== this.stay) return this.#mark();
    const before = this.unit;
    this.at = state.step;
    this.show();
    this.#focus(before);
  }

  /** To the heading of what is new: the part, or within the same part the question; from a change back to its line. */
  #focus(before) {
    const { page, unit, last, changed } = this;
    const section = unit.closest(".rk-section");
    let target = section?.querySelector("h2") ?? page.part("step-review");
    if (section && section === before.closest(".rk-section")) target = unit.querySelector(".rk-legend") ?? unit;
    if (unit === last) {
      target = last.querySelector(`[data-back="${changed?.dataset.question}"]`) ?? last.querySelector("h2");
      this.#forget();
    }
    if (target.tabIndex < 0) target.tabIndex = -1;
    (section ?? target).scrollIntoView(); // with the words that a question goes on from
    target.focus({ preventScroll: true });
  }

  #forget() {
    this.changed = null;
    this.button.remove();
  }
}

/** Help that an answer calls for shows at once, also where its question comes only in a later step. */
function isOn(leaf, unit) {
  if (leaf.matches("[data-alert]")) return unit.compareDocumentPosition(leaf) & Node.DOCUMENT_POSITION_FOLLOWING;
  return unit.contains(leaf) || (!leaf.matches("[data-question]") && leaf.parentElement.contains(unit));
}
