/**
 * What the role charter and the action plan share: fields and lists that people write, of which every change can be undone.
 *
 * A state is {fields: {name: value}, lists: {name: [item]}}; an item is a flat record. States are never changed, only followed
 * by others. It stores and sends nothing. A subclass has a `model`: {kind, main, blank(), item(), data(state, about),
 * state(data), read(text)}.
 */

import { attachDesk } from "./desk.js";
import { attachKeys } from "./editor-keys.js";
import { words } from "./editor-words.js";
import { Edits } from "./edits.js";
import { added, changed, focusOn, linesOf, moved, put, removed, showItems, valueIn } from "./items.js";
import { attachKeeping } from "./keep-view.js";
import { attachLeaving } from "./leave.js";
import { writeJson } from "./strict-json.js";
import { Unsaved } from "./unsaved.js";
import { plain } from "./words.js";

const MOST_LETTERS = 300; // as the fields and the schemas have it

export class Editor extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("form");
    this.words = { ...words, ...words[this.model.kind] };
    this.about = JSON.parse(this.part("about").textContent);
    this.lists = Object.fromEntries([...this.querySelectorAll("[data-list]")].map((list) => [list.dataset.list, list]));
    this.form.noValidate = true;
    for (const part of this.querySelectorAll("[data-upgraded]")) part.hidden = false;
    this.unsaved = new Unsaved(this);
    this.begin();
    this.listen();
    attachLeaving(this);
    attachDesk(this);
    attachKeeping(this);
    this.dataset.ready = "";
  }

  part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  get state() {
    return this.record.present;
  }

  /** Whether nothing is written: the days that were filled in for a start do not count. */
  get empty() {
    const { fields, lists } = this.model.written(this.state);
    return !fields.team && Object.values(lists).every((items) => !items.length);
  }

  /** For keeping, which knows answers by the names of questions: all of it is one. */
  get answers() {
    return this.empty ? {} : { page: writeJson(this.model.data(this.state, this.about)) };
  }

  /** A file of what was written, as text. */
  fileOf({ page }) {
    return page;
  }

  /** Puts in what was kept; raises Refused, since the sites of one host share their storage. */
  fill({ page }) {
    this.record.change(page === undefined ? this.model.blank() : this.model.state(this.model.read(page)), this.words.did.opened);
    this.show();
    this.say("");
  }

  /** Starts anew, or with the example that the page holds, and with nothing to undo. */
  begin() {
    const example = this.part("start");
    this.record = new Edits(example ? this.model.state(JSON.parse(example.textContent)) : this.model.blank());
    this.unsaved.saved();
    this.show();
  }

  listen() {
    this.form.addEventListener("input", ({ target }) => this.typed(target));
    this.form.addEventListener("change", () => this.record.pause());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-action], [data-act]");
      if (!button) return;
      const { action, act } = button.dataset;
      if (act) this.act(button, act);
      else if (action in this) this[action](button);
      else this.tell(`action:${action}`, button);
    });
    attachKeys(this);
    // Back may bring the page as it was left, with the words of whoever sat here before.
    addEventListener("pageshow", ({ persisted }) => persisted && this.wipe());
    addEventListener("pagehide", () => this.wipe());
    addEventListener("afterprint", () => delete this.dataset.printing);
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** `did` is what was done, in words of ours, for whoever undoes it. */
  change(next, did, place) {
    // What a file may hold: more could not be opened again.
    if (Object.values(next.lists).some(({ length }) => length > this.model.most)) return this.say(this.words.too_many);
    if (!this.record.change(next, this.words.did[did], place)) return false;
    this.show();
    this.say(place ? "" : plain(this.words.done, { what: this.words.did[did] }));
    this.tell("answered");
    return true;
  }

  withItems(name, items) {
    return { ...this.state, lists: { ...this.state.lists, [name]: items } };
  }

  typed(field) {
    if (field.matches("[data-starter]")) return this.ticked(field);
    if (field.matches("[data-to]")) return this.sent(field);
    const { field: name } = field.dataset;
    if (!name) return undefined;
    const line = field.closest("[data-item]");
    if (!line) return this.change({ ...this.state, fields: { ...this.state.fields, [name]: valueIn(field) } }, "typed", name);
    const { list } = field.closest("[data-list]").dataset;
    const at = [...line.parentElement.children].indexOf(line);
    const place = field.type === "checkbox" ? "" : [list, at, name].join(" ");
    return this.change(this.withItems(list, changed(this.state.lists[list], at, name, valueIn(field))), "typed", place);
  }

  /** A line goes to the end of another list; the focus goes with it. */
  sent(select) {
    const { value } = select;
    const { list } = select.closest("[data-list]").dataset;
    const line = select.closest("[data-item]");
    const at = [...line.parentElement.children].indexOf(line);
    const { lists } = this.state;
    select.value = "";
    if (!value || value === list) return;
    const next = { ...lists, [list]: removed(lists[list], at), [value]: added(lists[value], lists[list][at]) };
    this.change({ ...this.state, lists: next }, "moved");
    focusOn(this.lists[value], lists[value].length, "add");
  }

  ticked(box) {
    const { checked } = box;
    const list = box.dataset.starter;
    const value = readyLine(box);
    const items = this.state.lists[list];
    const next = checked ? added(items, this.item(value)) : items.filter((item) => item[this.model.main] !== value);
    this.change(this.withItems(list, next), checked ? "added" : "removed");
  }

  item(text) {
    return { ...this.model.item(), [this.model.main]: text };
  }

  act(button, act) {
    const element = button.closest("[data-list]");
    const { list } = element.dataset;
    const items = this.state.lists[list];
    const line = [...linesOf(element).children].indexOf(button.closest("[data-item]"));
    const at = act === "add" ? (line < 0 ? items.length : line + 1) : line;
    const by = { up: -1, down: 1 }[act] ?? 0;
    const acts = { add: () => added(items, this.model.item(), at), remove: () => removed(items, at) };
    this.change(this.withItems(list, (acts[act] ?? (() => moved(items, at, by)))()), { add: "added", remove: "removed" }[act] ?? "moved");
    focusOn(element, at + by, act);
  }

  /** A line from another part of the page or from another file. */
  offered(detail) {
    const list = Object.hasOwn(this.lists, detail?.box) ? detail.box : this.model.open;
    const text = String(detail?.text ?? "").replace(/\s+/g, " ").trim();
    if (!text) return;
    const item = this.item([...text].slice(0, MOST_LETTERS).join(""));
    this.form.closest("details")?.setAttribute("open", ""); // what was added is to be seen
    const { main } = this.model;
    const known = this.state.lists[list].some((other) => other[main] === item[main]);
    if (!known && !this.change(this.withItems(list, added(this.state.lists[list], item)), "added")) return;
    this.say(plain(this.words[known ? "known" : "landed"], { text: item[main], box: this.titleOf(list) }));
  }

  titleOf(list) {
    return this.lists[list].querySelector("legend, h2").textContent;
  }

  undo() {
    this.step(this.record.undo(), "undone", "nothing_to_undo");
  }

  redo() {
    this.step(this.record.redo(), "redone", "nothing_to_redo");
  }

  step(what, said, nothing) {
    this.show();
    this.say(what === undefined ? this.words[nothing] : plain(this.words[said], { what }));
    if (what !== undefined) this.tell("answered");
  }

  clear() {
    if (!this.change(this.model.blank(), "cleared")) this.say(this.words.nothing_to_clear);
  }

  print() {
    this.dataset.printing = ""; // until it is over, which some browsers wait for elsewhere
    print();
  }

  show() {
    const { fields, lists } = this.state;
    for (const field of this.querySelectorAll("[data-field]:not([data-item] *)")) put(field, fields[field.dataset.field]);
    for (const [name, list] of Object.entries(this.lists)) {
      const nameOf = (number) => plain(this.words.item, { box: this.titleOf(name), number });
      showItems(list, this.part("item-template"), lists[name], nameOf);
      const many = list.querySelector("[data-many]");
      if (many) many.hidden = lists[name].length <= Number(many.dataset.many);
    }
    for (const box of this.querySelectorAll("[data-starter]")) {
      box.checked = lists[box.dataset.starter].some((item) => item[this.model.main] === readyLine(box));
    }
    this.paint(this.model.written(this.state));
    this.unsaved.watch();
  }

  /** The file of these words was handed over. */
  markSaved() {
    this.record.pause();
    this.unsaved.saved();
  }

  /** Takes everything out of the page, and out of what could be undone. */
  wipe() {
    this.begin();
    this.tell("wiped");
    this.say("");
  }

  say(message) {
    this.part("message").textContent = message;
  }
}

/** The text beside a tick box: the page holds it once. */
function readyLine(box) {
  return box.closest("label").querySelector(".rk-starter__text").textContent;
}
