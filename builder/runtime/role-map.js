/** <role-map>: lays the files of several people side by side, on this device. It stores and sends nothing. */

import { save } from "./files.js";
import { attachLeaving } from "./leave.js";
import { cardOf, linkTo, piece } from "./map-cards.js";
import { add, nothing } from "./map-files.js";
import { fillGuide, showAgenda } from "./map-guide.js";
import { furthest, notable, partsOf } from "./map-parts.js";
import { endsOf, nameOf, peopleOf } from "./map-say.js";
import { csvOfMap, tableOf } from "./map-table.js";
import { tellOpened } from "./map-told.js";
import { words } from "./map-words.js";
import { person, roleMap } from "./rolemap.js";
import { element, plain } from "./words.js";

class RoleMap extends HTMLElement {
  connectedCallback() {
    if (this.known) return;
    this.form = this; // what leaving asks for
    this.known = JSON.parse(this.part("known").textContent);
    this.family = this.known.family;
    this.queue = Promise.resolve();
    this.turn = 0;
    this.choices();
    this.listen();
    this.wipe();
    attachLeaving(this);
    this.dataset.ready = "";
  }

  /** The made-up people of a worked example. */
  team() {
    return (this.known.team ?? []).map(({ form, answers }) => ({ person: person(this.family, form, answers), older: false }));
  }

  part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  /** All settings and parts that there are, whoever is in the files: which ones occur would tell of people who are not shown. */
  choices() {
    const settings = new Map(Object.values(this.family.forms).flatMap((form) => Object.entries(form.settings)).reverse());
    this.part("setting").append(...[...settings].reverse().map(([id, label]) => new Option(label, id)));
    const parts = this.family.rows.filter(({ kind }) => kind === "construct");
    this.part("part").append(...parts.map(({ id, title }) => new Option(title, id)));
  }

  listen() {
    this.addEventListener("click", (event) => this.pressed(event));
    this.addEventListener("change", ({ target }) => {
      if (target.type === "radio") showAgenda(this, target.value);
      else if (target.type !== "file") this.show();
    });
    this.part("pick-folder").webkitdirectory = true; // browsers know it, the HTML Standard does not
    for (const name of ["pick", "pick-folder"]) {
      const input = this.part(name);
      input.addEventListener("change", () => {
        this.take([...input.files], input.webkitdirectory);
        input.value = ""; // so that the same file can be picked again
      });
    }
    // Anywhere on the page, since a file that is dropped beside its place would be opened instead of the page.
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => {
      event.preventDefault();
      if (!this.known.team) this.take([...event.dataTransfer.files]);
    });
    addEventListener("beforeprint", () => (this.part("table-box").open = true));
    addEventListener("afterprint", () => delete this.dataset.print);
    addEventListener("pagehide", () => this.wipe()); // the page may come back to the next person
  }

  pressed(event) {
    const link = event.target.closest("[data-out] a");
    if (link) {
      event.preventDefault();
      goTo(this.querySelector(link.getAttribute("href")));
    }
    const button = event.target.closest("[data-do]");
    if (button) this[button.dataset.do](button);
  }

  open() {
    this.part("pick").click();
  }

  folder() {
    this.part("pick-folder").click();
  }

  removeAll() {
    this.wipe();
    this.part("status").textContent = words.removed;
    this.part("status").focus();
  }

  /** The charter says it, too, but lies far below. */
  charter(button) {
    const { text } = button.dataset;
    document.dispatchEvent(new CustomEvent("rk-charter-line", { detail: { box: "open", text } }));
    button.textContent = words.taken;
  }

  save() {
    save(csvOfMap(this.family, this.parts, this.rule, this.setting), "csv", "text/csv", "role-map");
  }

  printMap() {
    this.dataset.print = "map";
    print();
  }

  printGuide() {
    this.dataset.print = "guide";
    print();
  }

  /** Takes files one after another; those that are still being read when all is removed come too late. */
  take(files, folder = false) {
    const mine = this.turn;
    const fit = folder ? files.filter(({ name }) => name.endsWith(".json")) : files;
    const goOn = (at) => {
      if (mine === this.turn) this.part("status").textContent = plain(words.reading, { at, of: fit.length });
      return mine === this.turn;
    };
    this.queue = this.queue.then(async () => {
      if (mine !== this.turn) return;
      this.opened.others += files.length - fit.length;
      await add(this.opened, fit, this.family, goOn);
      if (mine !== this.turn) return;
      this.show();
      this.part("status").scrollIntoView({ block: "center" });
    });
  }

  wipe() {
    this.turn += 1;
    this.opened = nothing();
    this.opened.counted.push(...this.team());
    this.part("choice").reset();
    this.querySelector("[name=map-for]").checked = true;
    showAgenda(this, "");
    this.show();
  }

  /** Shows the map of what is open, as far as the choices go. */
  show() {
    const { value, selectedOptions } = this.part("setting");
    this.setting = selectedOptions[0].textContent;
    this.rule = { ...this.known.rule, setting: value || null };
    tellOpened(this);
    const people = this.opened.counted.map(({ person }) => person);
    const map = roleMap(this.family, people, this.rule);
    const shown = Object.values(map.groups).filter(({ people: count }) => count);
    this.part("map").hidden = !people.length;
    for (const part of this.querySelectorAll("[data-laid]")) part.hidden = shown.length < 2;
    this.showShared(map.groups, people.length, shown);
    if (shown.length > 1) document.querySelector("[data-charter]").hidden = false; // from then on somebody may write in it
    this.parts = shown.length < 2 ? [] : partsOf(this.family, map);
    this.showParts();
    fillGuide(this, this.parts, this.rule);
    this.part("table").replaceChildren(tableOf(this.family, this.parts, this.rule, this.setting));
  }

  showShared(groups, count, shown) {
    const lines = Object.entries(groups).map(([view, group]) => element("li", piece(this, view), " ", element("b", nameOf(view, group)), " ", peopleOf(group, this.rule)));
    this.part("shared").replaceChildren(...lines);
    const two = shown.length === 2 && shown.every(({ state }) => state === "alone");
    const said = count < 2 ? words.few_people : shown.length < 2 ? words.few_views : two ? words.two : "";
    const note = this.part("note");
    note.hidden = !said;
    note.textContent = said;
  }

  showParts() {
    const wanted = this.part("part").value;
    const parts = this.parts.filter(({ id }) => !wanted || id === wanted);
    const rows = notable(parts);
    for (const list of this.querySelectorAll("[data-out]")) {
      const mine = rows.filter(({ difference }) => difference.tag === list.dataset.out);
      // Where views are close it matters where: all may find a part unclear.
      const lines = mine.map((row) => linkTo(row, list.dataset.out === "close" ? endsOf(row) : ""));
      list.replaceChildren(...lines);
      this.part(`no="${list.dataset.out}"`).hidden = lines.length > 0;
    }
    const cards = this.part("order").value ? furthest(parts) : parts;
    this.part("cards").replaceChildren(...cards.map((part) => cardOf(this, part, this.rule)));
  }
}

/** Moves to the heading of a card, which may lie in the closed details of its part. */
function goTo(heading) {
  const around = heading.closest("details");
  if (around) around.open = true;
  heading.scrollIntoView();
  heading.focus({ preventScroll: true });
}

customElements.define("role-map", RoleMap);
