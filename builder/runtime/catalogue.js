/**
 * The filter of a list. The choice stands behind the # of the address, which is sent nowhere: a filtered list can be linked to,
 * and Back works. The records, one file and the same for everyone, are fetched when somebody first chooses.
 */

import { fits, read } from "./catalogue-match.js";
import { element, plain } from "./words.js";

const SITE = new URL("../../", import.meta.url).href;
const FILES = {
  questionnaires: new URL("catalogue-questionnaires.json", import.meta.url).href,
  modules: new URL("catalogue-modules.json", import.meta.url).href,
};
const ROWS = 100;
const PAUSE = 300; // milliseconds without a key before typed words count
const WIDE = "(width >= 900px)"; // as in the stylesheet: there an open panel leaves the list in sight

class Catalogue {
  constructor(root) {
    const part = (name) => root.querySelector(`[data-${name}]`);
    this.panel = part("filter");
    this.kind = this.panel.dataset.filter;
    this.words = JSON.parse(part("words").textContent);
    [this.row, this.people] = [part("row").content, part("people").content];
    [this.all, this.rows, this.more] = [part("all"), part("rows"), part("more")];
    this.list = this.rows.querySelector("ul");
    this.status = part("said");
    this.whole = root.querySelectorAll("[data-whole]");
    const form = root.querySelector("form");
    this.fields = [...form.elements];
    this.turn = 0;
    form.addEventListener("input", ({ target }) => this.later(target.type === "search"));
    form.addEventListener("submit", (event) => event.preventDefault());
    this.all.addEventListener("click", () => this.showAll());
    this.more.addEventListener("click", () => this.add());
    addEventListener("popstate", () => this.begin());
    for (const option of form.querySelectorAll("option[lang]")) option.textContent = languageName(option.value);
    part("without-filter").remove();
    this.panel.open = matchMedia(WIDE).matches;
    this.begin();
    this.panel.hidden = false;
  }

  /** With the choice of the address: text of whoever made the link, so only what a field offers is taken. */
  begin() {
    clearTimeout(this.timer);
    const given = new URLSearchParams(location.hash.slice(1));
    for (const field of this.fields) {
      field.value = (given.get(field.name) ?? "").slice(0, 100);
      if (field.selectedIndex < 0) field.value = "";
    }
    this.typing = false;
    if (this.choice.length) this.panel.open = true;
    this.run();
  }

  /** What is chosen, as pairs of a field's name and its value. */
  get choice() {
    return this.fields.map(({ name, value }) => [name, value.trim()]).filter(([, value]) => value);
  }

  later(typing) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.chosen(typing), typing ? PAUSE : 0);
  }

  /** Each choice is a step for Back; all that is typed in one go is one. */
  chosen(typing) {
    const fragment = new URLSearchParams(this.choice).toString();
    const address = location.pathname + location.search + (fragment && `#${fragment}`);
    history[typing && this.typing ? "replaceState" : "pushState"](null, "", address);
    this.typing = typing;
    this.run();
  }

  /** Shows what fits. Of two that overlap, the later one counts; if the records do not come, the list stays whole. */
  async run() {
    const turn = (this.turn += 1);
    const { choice } = this;
    const entries = choice.length ? await this.read().catch(() => null) : null;
    if (turn !== this.turn) return;
    this.found = entries?.filter((entry) => fits(entry, choice)) ?? [];
    for (const part of this.whole) part.hidden = Boolean(entries);
    this.rows.hidden = !this.found.length;
    this.all.hidden = !choice.length;
    this.status.textContent = choice.length ? this.sentence(entries) : "";
    this.list.replaceChildren();
    this.add();
    this.panel.dataset.ready = turn;
  }

  read() {
    this.asked ??= fetch(FILES[this.kind]).then(async (answer) => {
      if (!answer.ok) throw new Error(answer.status);
      return read(await answer.json());
    });
    this.asked.catch(() => { this.asked = null; });
    return this.asked;
  }

  sentence(entries) {
    if (!entries) return this.words.failed;
    if (!this.found.length) return this.words.none;
    const [shown, total] = [this.found, entries].map(({ length }) => length.toLocaleString("en"));
    return plain(this.words.count, { shown, total });
  }

  /** The next rows. Whoever asked for them goes on at the first, since the button may be gone. */
  add() {
    const place = this.list.children.length;
    this.list.append(...this.found.slice(place, place + ROWS).map((entry) => this.made(entry)));
    this.more.hidden = this.list.children.length === this.found.length;
    if (place) this.list.children[place].querySelector("a").focus();
  }

  made({ id, title, summary, perspective, language: [tongue], facts, made_for: [madeFor] }) {
    const row = this.row.cloneNode(true);
    const [link, trainer] = row.querySelectorAll("a");
    const [about, place] = row.querySelectorAll("h3 + p, .rk-small");
    link.href = `${SITE}${this.kind}/${id}/`;
    link.textContent = title;
    about.textContent = summary;
    const people = perspective.map((person) => this.people.querySelector(`[data-person=${person}]`).cloneNode(true));
    row.querySelector("ul").append(...people, ...facts.map((fact) => element("li", fact)));
    if (madeFor) place.textContent = madeFor;
    else place.remove();
    if (trainer) {
      trainer.href = `${link.href}trainer/`;
      trainer.querySelector("span span").textContent = title;
    }
    const foreign = tongue.split("-")[0] !== document.documentElement.lang;
    if (foreign) for (const part of row.querySelectorAll("h3 a, h3 + p, a span span")) part.lang = tongue;
    return row;
  }

  showAll() {
    for (const field of this.fields) field.value = "";
    this.chosen();
    this.panel.querySelector("summary").focus();
  }
}

/** What a language calls itself; browsers refuse tags that no list has. */
function languageName(tag) {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}

new Catalogue(document.querySelector(".rk-catalogue"));
