/** <role-questionnaire>: shows what applies in a form and works out its result, on this device. It stores and sends nothing. */

// In this order the script packs best: what comes near to what it resembles takes fewer bytes, 200 in all.
import { words } from "./our-words.js";
import { examine } from "./visibility.js";
import { responseOf } from "./response.js";
import { upgradeRanking } from "./ranking.js";
import { resultCards } from "./result.js";
import { writeAnswers } from "./fill.js";
import { showOld } from "./keep-old.js";
import { attachPaper, openKey } from "./paper.js";
import { counted, day, element, longDate, plain } from "./words.js";
import { attachKeeping } from "./keep-view.js";
import { attachOffline } from "./offline.js";
import { attachFiles } from "./file-desk.js";
import { attachViews } from "./views.js";
import { attachStaying } from "./staying.js";
import { bringAlerts, clearQuestion, firstControl, isBlank, keepExclusive, questionElements, readAnswers, showAnswers, showQuestions } from "./form.js";
import { findProblems, goTo, link, reveal, showProblems } from "./errors.js";
import { attachLeaving } from "./leave.js";
import { writeJson } from "./strict-json.js";

class RoleQuestionnaire extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    // A page around this one could lay its own over it, and have people press what they do not see.
    if (self !== top) return this.replaceChildren(Object.assign(element("a", words.framed), { href: "", target: "_blank" }));
    this.form = this.querySelector("form");
    this.key = JSON.parse(this.part("key").textContent);
    this.about = JSON.parse(this.part("about").textContent);
    this.words = words;
    this.elements = questionElements(this.form);
    this.#upgrade();
    this.#listen();
    this.refresh();
    attachLeaving(this);
    attachViews(this);
    attachPaper(this);
    attachFiles(this);
    attachStaying(attachKeeping(this, showOld));
    attachOffline(this);
  }

  part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  #upgrade() {
    this.form.noValidate = true; // our own messages say what to do
    for (const element of this.querySelectorAll("[data-upgraded]")) element.hidden = false;
    for (const list of this.querySelectorAll("[data-ranking]")) upgradeRanking(list, this.words);
    openKey(this, false);
    this.dataset.ready = "";
  }

  #listen() {
    this.form.addEventListener("input", (event) => {
      keepExclusive(event.target);
      this.#answered();
      this.tell("answered");
    });
    for (const name of ["pointerdown", "focusin"]) this.form.addEventListener(name, ({ target }) => bringAlerts(this, target));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#finish();
    });
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-action]");
      if (!button) return;
      const { action } = button.dataset;
      if (action in this) this[action](button);
      else this.tell(`action:${action}`, button);
    });
    this.part("earlier")?.addEventListener("toggle", ({ target }) =>
      import("./over-time.js").catch(() => (target.lastElementChild.textContent = words.not_loaded)));
    // Back may bring the page as it was left, with the answers of whoever sat here before.
    addEventListener("pageshow", ({ persisted }) => persisted && this.wipe());
    addEventListener("pagehide", () => this.wipe());
  }

  /** What follows from the answers. Most of them change nothing about which questions apply, and then the page is left as it is. */
  refresh(anew) {
    const before = String(this.situation?.shown);
    this.answers = readAnswers(this.key, this.elements);
    this.situation = examine(this.key, this.answers);
    const { shown, alerts } = this.situation;
    showAnswers(this.form, this.elements, this.answers, alerts, anew);
    if (!anew && String(shown) === before) return;
    showQuestions(this.form, this.elements, shown, this.words);
    this.tell("shown");
  }

  /** Tells the other parts of the page, which listen to this element: "shown", "answered", "erased" or "action:…". */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** A file of these answers, as text. */
  fileOf(answers) {
    const { about, key } = this;
    return writeJson(responseOf({ about, key, situation: examine(key, answers) }, day()));
  }

  /** Puts answers from elsewhere into the form, in the place of all others. */
  fill(answers) {
    writeAnswers(this.key, this.elements, answers);
    showProblems(this.form, this.elements, [], this.words);
    this.refresh(true);
    this.#hideResult();
    this.say("");
  }

  /** After each answer. A result that no longer fits the answers is put away. */
  #answered() {
    this.refresh();
    this.say(this.dataset.state === "result" ? this.words.changed : "");
    this.#hideResult();
  }

  #finish() {
    const problems = findProblems(this.key, this.situation.shown, this.elements, this.answers, this.words);
    if (problems.length) reveal(this.elements.get(problems[0].id));
    showProblems(this.form, this.elements, problems, this.words);
    if (problems.length) this.#hideResult();
    else if (this.key.scales.length) this.#showResult();
  }

  #showResult() {
    const { key, words, elements } = this;
    const template = (id) => this.querySelector(`template[data-scale="${CSS.escape(id)}"]`);
    this.part("cards").replaceChildren(...resultCards({ key, words, elements, template }, this.situation));
    this.#showBlanks();
    this.part("made").textContent = plain(words.made, { date: longDate(new Date()) });
    this.say("");
    this.dataset.state = "result";
    this.part("result").hidden = this.part("change").hidden = false;
    this.part("result").querySelector("h2").focus();
  }

  #showBlanks() {
    const shown = [...this.elements].filter(([, { dataset, hidden }]) => dataset.place && !hidden);
    const blanks = shown.filter(([id, question]) => isBlank(question, this.answers[id]));
    const note = this.part("blank");
    note.hidden = blanks.length === 0;
    note.querySelector("p").textContent = counted(this.words.blank, blanks.length);
    const links = blanks.map(([, question]) => link(question, plain(this.words.question, { number: question.dataset.place })));
    note.querySelector("ul").replaceChildren(...links);
  }

  #hideResult() {
    if (!this.dataset.state) return;
    delete this.dataset.state;
    this.part("result").hidden = this.part("change").hidden = true;
    this.part("cards").replaceChildren();
  }

  clear(button) {
    const question = button.closest("[data-question]");
    clearQuestion(question);
    this.#answered();
    this.tell("answered");
    firstControl(question)?.focus();
  }

  goBack(button) {
    goTo(this.elements.get(button.dataset.back));
  }

  change() {
    goTo(this.form.querySelector("[data-question]:not([hidden])"));
  }

  askErase() {
    this.part("confirm-erase").hidden = false;
    this.part("confirm-erase").focus();
  }

  keep() {
    this.part("confirm-erase").hidden = true;
    this.part("erase").focus();
  }

  erase() {
    this.wipe();
    this.tell("erased");
    this.say(this.words.erased);
    this.part("message").focus();
  }

  /** Takes all answers out of the page. */
  wipe() {
    for (const question of this.elements.values()) clearQuestion(question);
    showProblems(this.form, this.elements, [], this.words);
    this.part("confirm-erase").hidden = true;
    this.#answered();
    this.say("");
  }

  say(message) {
    this.part("message").textContent = message;
  }
}

customElements.define("role-questionnaire", RoleQuestionnaire);
