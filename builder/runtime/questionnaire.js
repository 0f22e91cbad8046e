/**
 * <role-questionnaire>: makes a form that is whole without script show what applies and work out its result, on this device.
 *
 * It stores nothing and asks for nothing after loading. It needs no theme and no other script.
 */

import { findProblems, goTo, link, showProblems } from "./errors.js";
import {
  clearQuestion, firstControl, isBlank, keepExclusive, numberQuestions, questionElements, readAnswers,
  showAlerts, showClearButtons, showQuestions,
} from "./form.js";
import { resetRanking, upgradeRanking } from "./ranking.js";
import { resultCards } from "./result.js";
import { examine } from "./visibility.js";
import { counted, plain } from "./words.js";

class RoleQuestionnaire extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("form");
    this.key = JSON.parse(this.part("key").textContent);
    this.words = JSON.parse(this.part("words").textContent);
    this.elements = questionElements(this.form);
    this.upgrade();
    this.listen();
    this.refresh();
  }

  /** The one element with this data attribute. */
  part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  upgrade() {
    this.form.noValidate = true; // our own messages tell what to do, in words
    for (const element of this.querySelectorAll("[data-paper]")) element.remove();
    for (const element of this.querySelectorAll("[data-upgraded], [data-submit], [data-actions]")) element.hidden = false;
    for (const list of this.querySelectorAll("[data-ranking]")) upgradeRanking(list, this.words);
    if (this.part("paper-key")) this.part("paper-key").open = false;
    this.dataset.ready = "";
  }

  listen() {
    this.form.addEventListener("input", (event) => {
      keepExclusive(event.target);
      this.answered();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.finish();
    });
    this.addEventListener("click", (event) => {
      const question = event.target.closest("[data-clear]")?.closest("[data-question]");
      if (question) this.clear(question);
    });
    const actions = { print: print, change: this.change, erase: this.askErase, "erase-yes": this.erase, "erase-no": this.keep };
    for (const [name, action] of Object.entries(actions)) this.part(name).addEventListener("click", action.bind(this));
    // Paper shows the whole form and its key, whatever applies on the screen.
    addEventListener("beforeprint", () => this.forPaper());
    addEventListener("afterprint", () => this.refresh());
    // The Back button may bring the page back with the answers of whoever sat here before.
    addEventListener("pageshow", (event) => event.persisted && this.wipe());
    addEventListener("pagehide", () => this.wipe());
  }

  refresh() {
    this.answers = readAnswers(this.key, this.elements);
    const { shown, alerts } = examine(this.key, this.answers);
    showQuestions(this.form, this.elements, shown);
    numberQuestions(this.elements, this.words.number);
    showClearButtons(this.elements, this.answers);
    showAlerts(this.form, alerts);
  }

  /** After each answer. A result that no longer fits the answers is put away. */
  answered() {
    this.refresh();
    if (this.dataset.state !== "result") return this.say("");
    this.hideResult();
    this.say(this.words.changed);
  }

  finish() {
    if (!this.key.scales.length) return;
    const problems = findProblems(this.key, this.elements, this.answers, this.words);
    showProblems(this.form, this.elements, problems, this.words);
    if (problems.length) this.hideResult();
    else this.showResult();
  }

  showResult() {
    const situation = examine(this.key, this.answers);
    const sheet = {
      ...this,
      key: this.key, words: this.words, elements: this.elements,
      template: (id) => this.querySelector(`template[data-scale="${CSS.escape(id)}"]`),
      goBack: (id) => goTo(this.elements.get(id)),
    };
    this.part("cards").replaceChildren(...resultCards(sheet, situation));
    this.showBlanks(situation);
    const date = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date());
    this.part("made").textContent = plain(this.words.made, { date });
    this.say("");
    this.dataset.state = "result";
    this.part("result").hidden = this.part("change").hidden = false;
    this.part("result").querySelector("h2").focus();
  }

  showBlanks({ shown }) {
    const blanks = this.key.questions.filter(({ id, kind }) => (
      shown.includes(id) && kind !== "information" && isBlank(this.elements.get(id), this.answers[id])
    )).map(({ id }) => this.elements.get(id));
    const note = this.part("blank");
    note.hidden = blanks.length === 0;
    note.querySelector("p").textContent = counted(this.words.blank, blanks.length);
    const name = (question) => plain(this.words.question, { number: question.dataset.place });
    note.querySelector("ul").replaceChildren(...blanks.map((question) => link(question, name(question))));
  }

  hideResult() {
    delete this.dataset.state;
    this.part("result").hidden = this.part("change").hidden = true;
    this.part("cards").replaceChildren();
  }

  clear(question) {
    clearQuestion(question);
    resetRanking(question);
    this.answered();
    firstControl(question)?.focus();
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
    this.say(this.words.erased);
    this.form.querySelector(".rk-end [data-status]").focus();
  }

  /** Takes all answers out of the page. */
  wipe() {
    for (const question of this.elements.values()) {
      clearQuestion(question);
      resetRanking(question);
    }
    showProblems(this.form, this.elements, [], this.words);
    this.part("confirm-erase").hidden = true;
    this.hideResult();
    this.refresh();
    this.say("");
  }

  say(message) {
    this.form.querySelector(".rk-end [data-status]").textContent = message;
  }

  forPaper() {
    if (this.part("paper-key")) this.part("paper-key").open = true;
    if (this.dataset.state === "result") return;
    showQuestions(this.form, this.elements, [...this.elements.keys()]);
    numberQuestions(this.elements, this.words.number);
  }
}

customElements.define("role-questionnaire", RoleQuestionnaire);
