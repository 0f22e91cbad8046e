/** What people see of keeping, what they press and type there. The words and the parts are in the page (keep.html). */

import { readDraft } from "./draft.js";
import { save } from "./files.js";
import { Keeping } from "./keep.js";
import { rawOf } from "./kept.js";
import { canSeal, madePassphrase } from "./seal.js";
import { day, longDate, plain } from "./words.js";

const LEAST = 15;
const TRIES = 3;
const TROUBLE = ["two", "full", "failed", "elsewhere", "over"];

/** Lets people keep their answers, where the page offers it. `showOld(view, draft)` says what of a draft no longer fits. */
export function attachKeeping(form, showOld = () => {}) {
  const section = form.part("keep");
  return section && new View(form, section, showOld).start();
}

class View {
  constructor(form, section, showOld) {
    Object.assign(this, { form, section, showOld, words: form.words.keep });
    this.keeping = new Keeping(form, section.dataset.mode, (state, news) => this.#show(state, news));
  }

  start() {
    const { section, form, keeping } = this;
    section.addEventListener("click", ({ target }) => this.#act(target.closest("[data-do]")?.dataset.do));
    section.addEventListener("change", () => this.#choose());
    section.addEventListener("keydown", ({ key, target }) => {
      if (key === "Enter" && target.matches("[data-secret], [type=date]")) this.#act(target.closest("[data-panel]").querySelector("[data-main]").dataset.do);
    });
    form.addEventListener("answered", () => keeping.save());
    form.addEventListener("erased", () => this.#remove("erased", (message) => form.say(message), true));
    addEventListener("pagehide", () => keeping.leave());
    addEventListener("pageshow", ({ persisted }) => persisted && keeping.start());
    this.#reset();
    keeping.start();
    return this;
  }

  /** Nothing picked and nothing typed. */
  #reset() {
    for (const input of this.section.querySelectorAll("input")) Object.assign(input, { checked: false, value: input.defaultValue });
    const until = this.#field("until");
    [until.min, until.max] = [day(1), day(Number(this.section.dataset.days))];
    until.value = until.max;
    this.wrong = 0;
    this.#complain();
    this.#choose();
  }

  #part(name) {
    return this.section.querySelector(`[data-${name}]`);
  }

  #field(name) {
    return this.section.querySelector(`[name="rk-${name}"]`);
  }

  /** `news` is the name of a sentence, or what was read from a draft. */
  #show(state, news) {
    const { section, keeping, words } = this;
    this.asked = false;
    const focused = document.activeElement.closest("[data-panel]");
    for (const panel of section.querySelectorAll("[data-panel]")) {
      panel.hidden = panel.dataset.panel !== state;
      // A focus that stood on what goes away would start again at the top of the page.
      if (!panel.hidden && section.contains(focused) && focused !== panel) panel.focus();
    }
    if (section.dataset.state !== state) this.#reset();
    Object.assign(section.dataset, { state, trouble: keeping.trouble });
    const expires = state === "kept" ? keeping.expires : keeping.record?.expires;
    if (["found", "locked", "kept"].includes(state)) for (const place of section.querySelectorAll("[data-until]")) place.textContent = dayInWords(expires);
    const draft = state === "kept" || state === "ask" ? news?.answers && news : undefined;
    this.showOld(this, draft);
    const name = state === "two" ? "two" : news;
    this.#say(words[name] ?? "", TROUBLE.includes(name) ? name : "");
  }

  /** Trouble stands at the edge of the window, wherever somebody is on the page, until they have seen it. */
  #say(message, trouble = "") {
    this.#part("news").textContent = message;
    this.#part("bar").dataset.bar = trouble;
    document.documentElement.toggleAttribute("data-bar", Boolean(trouble));
    for (const button of this.#part("bar").querySelectorAll("[data-for]")) button.hidden = !button.dataset.for.split(" ").includes(trouble);
  }

  /** What belongs to the choice made so far. */
  #choose() {
    const how = this.section.querySelector('[name="rk-keep"]:checked')?.value ?? "";
    for (const part of this.section.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(how);
    this.#part("sealed").hidden = !canSeal();
    for (const box of this.section.querySelectorAll("[data-show]")) {
      for (const input of box.closest("[data-secrets]").querySelectorAll("[data-secret]")) input.type = box.checked ? "text" : "password";
    }
    this.#part("often").hidden = this.wrong < TRIES;
  }

  /** Marks one field as wrong, or none. */
  #complain(field, message = "") {
    for (const input of this.section.querySelectorAll("[aria-describedby]")) {
      const wrong = input === field;
      input.ariaInvalid = wrong ? "true" : null;
      const place = document.getElementById(`${input.id}.error`);
      place.textContent = wrong ? message : "";
      place.hidden = !wrong;
    }
    field?.focus();
  }

  async #act(name) {
    const { keeping, words } = this;
    const acts = {
      begin: () => this.#begin(),
      open: () => keeping.open().catch(() => keeping.become("corrupted")),
      unlock: () => this.#unlock(),
      remove: () => this.#sure() && this.#remove("removed", (message) => this.#say(message)),
      here: () => keeping.here(),
      there: () => keeping.there(),
      raw: () => save(asItLies(keeping), "json", "application/json", "kept"),
      other: () => save(asFile(keeping), "json", "application/json", "kept"),
      file: () => this.form.tell("action:saveFile"),
      drop: () => {
        this.#part("version").hidden = true;
        return keeping.dropOld();
      },
      make: () => this.#make(),
      choose: () => this.section.querySelector('[data-panel="two"]').focus(),
      hush: () => this.#say(""),
    };
    if (!name || this.section.ariaBusy === "true") return;
    this.section.ariaBusy = "true";
    if (name === "begin" || name === "unlock") this.#say(words.working);
    try {
      await acts[name]();
    } finally {
      this.section.ariaBusy = null;
      if (this.#part("news").textContent === words.working) this.#say("");
    }
  }

  #begin() {
    const [until, phrase, again] = ["until", "phrase", "again"].map((name) => this.#field(name));
    const sealed = this.section.querySelector('[name="rk-keep"]:checked').value === "sealed";
    this.#complain();
    if (!until.value || !until.validity.valid) return this.#complain(until, plain(this.words.day, { from: dayInWords(until.min), to: dayInWords(until.max) }));
    if (sealed && [...phrase.value.normalize("NFKC")].length < LEAST) return this.#complain(phrase, this.words.too_short);
    if (sealed && phrase.value !== again.value) return this.#complain(again, this.words.not_same);
    return this.keeping.begin(until.value, sealed ? phrase.value : undefined);
  }

  async #unlock() {
    const field = this.#field("unlock");
    this.#complain();
    try {
      await this.keeping.open(field.value);
    } catch {
      this.wrong += 1;
      this.#choose();
      this.#complain(field, this.words[this.wrong < TRIES ? "wrong" : "wrong_often"]);
    }
  }

  #make() {
    const phrase = madePassphrase();
    for (const name of ["phrase", "again"]) this.#field(name).value = phrase;
    this.section.querySelector("[data-show]").checked = true;
    this.#choose();
    this.#field("phrase").focus();
  }

  /** Answers that nobody sees go for good, so it takes a second press. */
  #sure() {
    if (this.asked || this.keeping.state === "kept") return true;
    this.asked = true;
    this.#say(this.words.sure);
    return false;
  }

  async #remove(done, say, all) {
    const { keeping, words } = this;
    try {
      const had = await keeping.forget(all);
      keeping.become(...keeping.nothing());
      if (had) say(words[done]);
    } catch {
      say(words.not_removed);
    }
  }
}

/** What lies here as text for a file: the draft where it can be read, or else the record as it is. */
function asItLies({ text, record }) {
  return text || rawOf(record);
}

/** Of two versions: what lies here, as a file that can be opened again; as it lies here if it cannot be read. */
function asFile(keeping) {
  const { text, form } = keeping;
  const draft = readDraft(text, form.about);
  return (draft && form.fileOf(draft.answers)) ?? asItLies(keeping);
}

function dayInWords(date) {
  return longDate(new Date(`${date}T12:00`));
}
