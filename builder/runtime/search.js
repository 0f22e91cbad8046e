/**
 * The search: loaded when somebody opens it. What is typed never leaves the page: whole files of the index are fetched from
 * this script's own folder, under names of the manifest that look as they should, and all is worked out here.
 */

import { ranked, piecesOf, shardsOf, splitWords } from "./search-find.js";
import { counted, element } from "./words.js";

const SITE = new URL("../../", import.meta.url).href;
const FOLDER = new URL("search/", import.meta.url).href;
const NAME = /^[0-9a-f]{12}$/;
const MOST = 20;
const MOST_WORDS = 12; // whoever pastes a page gets what fits its beginning
const PAUSE = 200; // milliseconds without a key before a search
const QUIET = 700; // and before it is said aloud how many there are

const files = new Map();

/** A file of the index; each is asked for once, unless that failed. */
function read(name, cache = "default") {
  if (name !== "index" && !NAME.test(name)) throw new TypeError(name);
  if (cache !== "default" || !files.has(name)) {
    const asked = fetch(`${FOLDER}${name}.json`, { cache }).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
    asked.catch(() => files.delete(name));
    files.set(name, asked);
  }
  return files.get(name);
}

const readAll = (names) => Promise.all(names.map((name) => read(name)));

/** What is found: {total, records}. An old manifest may name files that a new site no longer has; it is read once more then. */
async function look(asked, cache = "default") {
  const { sizes, firsts, shards, chunk, records } = await read("index", cache);
  try {
    const rows = (await readAll(shardsOf(asked, firsts).map((place) => shards[place]))).flat();
    const found = ranked(asked, rows, sizes);
    const shown = found.slice(0, MOST).map(({ entry }) => [Math.floor(entry / chunk), entry % chunk]);
    const chunks = await readAll(shown.map(([file]) => records[file]));
    return { total: found.length, records: shown.map(([, place], number) => chunks[number][place]) };
  } catch (fault) {
    if (cache !== "default") throw fault;
    return look(asked, "reload");
  }
}

class Search {
  constructor(root) {
    this.root = root;
    this.field = root.querySelector("input");
    this.status = root.querySelector("[role=status]");
    this.list = root.querySelector("ul");
    this.words = JSON.parse(root.dataset.words);
    this.turn = 0;
    this.field.addEventListener("input", () => this.later(PAUSE));
    root.querySelector("form").addEventListener("submit", () => this.goToFirst());
    root.addEventListener("keydown", (event) => this.pressed(event));
    root.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && this.leave(relatedTarget));
    document.addEventListener("pointerdown", ({ target }) => this.leave(target));
    this.begin();
    root.dataset.ready = "";
  }

  /** With the words of the address, if it has any: text of whoever made the link, and only ever text. */
  begin() {
    const given = new URLSearchParams(location.search).get("q");
    if (given && !this.field.value) this.field.value = given;
    if (given) this.root.open = true;
    if (this.field.value) this.run();
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), pause);
  }

  /** Searches for what stands in the field. Of two that overlap, the later one counts. */
  async run() {
    clearTimeout(this.timer);
    const turn = (this.turn += 1);
    const asked = splitWords(this.field.value).slice(0, MOST_WORDS);
    const none = { total: 0, records: [] };
    const found = await (asked.length ? look(asked) : Promise.resolve(none)).catch(() => null);
    if (turn !== this.turn) return;
    const { total, records } = found ?? none;
    this.list.replaceChildren(...records.map((record) => this.item(record, asked)));
    this.say(this.sentence(asked, found, total));
  }

  sentence(asked, found, total) {
    if (!asked.length) return this.words.hint;
    if (!found) return this.words.failed;
    if (!total) return this.words.none;
    return counted(total > MOST ? this.words.many : this.words.found, total, { shown: MOST });
  }

  /** Seen at once; said when no key has been pressed for a while, so that it does not talk over the typing. */
  say(sentence) {
    this.root.querySelector("[data-sentence]").textContent = sentence;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => { this.status.textContent = sentence; }, QUIET);
  }

  item([url, title, part, excerpt, language], asked) {
    const link = element("a", ...marked(part ? `${title}: ${part}` : title, asked));
    link.href = SITE + url;
    const made = element("li", link, element("p", ...marked(excerpt, asked)));
    if (language) made.lang = language;
    return made;
  }

  async goToFirst() {
    await this.run();
    this.list.querySelector("a")?.click();
  }

  pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [this.field, ...this.list.querySelectorAll("a")];
    const place = stops.indexOf(document.activeElement);
    if (step && place >= 0 && !event.isComposing) stops[place + step]?.focus();
    else if (event.key === "Escape" && this.root.open) this.escape();
    else return;
    event.preventDefault();
  }

  /** First what is typed goes, then the search. */
  escape() {
    if (this.field.value) {
      this.field.value = "";
      this.field.focus();
      this.run();
      return;
    }
    this.root.open = false;
    this.root.querySelector("summary").focus();
  }

  leave(target) {
    if (!this.root.contains(target)) this.root.open = false;
  }
}

/** The text as nodes, with the words that are asked for in <mark>. */
function marked(text, asked) {
  return piecesOf(text, asked).map(([piece, hit]) => (hit ? element("mark", piece) : piece));
}

new Search(document.querySelector("[data-search]"));
