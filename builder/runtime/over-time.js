/**
 * One person's answers at several times, side by side: loaded when somebody asks for it. Of a file that fits, its day and its
 * scores are held while the page is open; nothing is stored or sent.
 */

import { changeOf, tellable } from "./change.js";
import { read } from "./files.js";
import { fitting, readResponse } from "./response.js";
import { score } from "./scoring.js";
import { Refused } from "./strict-json.js";
import { words } from "./time-words.js";
import { examine } from "./visibility.js";
import { counted, element, longDate, ours, plain } from "./words.js";

class OverTime {
  constructor(form) {
    Object.assign(this, { form, section: form.part("earlier"), times: [] });
    const input = this.furnish();
    input.addEventListener("change", async () => {
      const files = [...input.files];
      input.value = ""; // so that the same file can be picked again
      const found = await Promise.all(files.map((file) => this.timeOf(file)));
      this.times.push(...found.filter(({ scores }) => scores));
      this.show(found.filter(({ refused }) => refused));
    });
    form.addEventListener("answered", () => this.show([]));
    form.addEventListener("erased", () => this.wipe());
    addEventListener("pagehide", () => this.wipe()); // the page may come back to the next person
    this.show([]);
  }

  /** Puts in what this works with; gives the field for files. */
  furnish() {
    const input = Object.assign(element("input"), { type: "file", accept: ".json,application/json", multiple: true, hidden: true });
    const actions = classed("rk-actions", "div");
    actions.append(button(words.open, () => input.click()), this.put("remove", button(words.remove, () => this.wipe())));
    const old = this.put("old", element("p", words.older));
    old.className = "rk-small";
    const cards = this.put("cards", classed("rk-cards", "div"));
    this.part("status").before(actions, input);
    this.section.append(this.put("refused", element("ul")), old, cards);
    return input;
  }

  /** An element that is known as `part(name)` from here on. */
  put(name, made) {
    made.dataset.time = name;
    return made;
  }

  part(name) {
    return this.section.querySelector(`[data-time="${name}"]`);
  }

  async timeOf(file) {
    const { about, key } = this.form;
    try {
      const response = readResponse(await read(file));
      const { answers, lost } = fitting({ about, key }, response);
      const { shown, answers: given } = examine(key, answers);
      return { date: response.date ?? "", scores: score(key, shown, given), older: lost.length > 0 };
    } catch (error) {
      if (error instanceof Refused) return { refused: plain(words.refused_why[error.message], error.values), name: file.name };
      throw error;
    }
  }

  wipe() {
    this.times = [];
    this.show([]);
  }

  /** All times in order, what is on the page last, and what was refused by name. */
  show(refused) {
    const { key, situation } = this.form;
    const now = situation.answers.size ? [{ now: true, scores: score(key, situation.shown, situation.answers) }] : [];
    const times = [...[...this.times].sort((a, b) => (a.date < b.date ? -1 : 1)), ...now];
    const enough = this.times.length > 0 && times.length > 1;
    const told = this.times.length ? counted(words.in, this.times.length) : words.none;
    this.part("status").textContent = this.times.length && !enough ? words.more : told;
    this.part("refused").replaceChildren(...refused.map(({ name, refused: why }) => element("li", `${name}: ${why}`)));
    this.part("cards").replaceChildren(...(enough ? key.scales.map((scale) => this.card(scale, times)) : []));
    this.part("old").hidden = !times.some(({ older }) => older);
    this.part("remove").hidden = !this.times.length;
  }

  card(scale, times) {
    const home = this.form.querySelector(`template[data-scale="${CSS.escape(scale.id)}"]`).content.firstElementChild;
    const { low, high } = home.dataset;
    const found = times.map(({ scores }) => scores[scale.id]);
    const heading = element("h3", home.querySelector("h3").textContent);
    const card = element("section", heading, strip(scale, this.form.key, found, { low, high }), table(times, found));
    card.append(ours("p", this.said(scale, times, found, { low, high })));
    card.className = "rk-card";
    return card;
  }

  /** What the last two times say. Nearer to an end is a fact; better or worse is not ours to say. */
  said(scale, times, found, ends) {
    const [before, after] = found.slice(-2);
    const least = tellable(scale, this.form.key.questions);
    const values = { date: dateOf(times.at(-2)), count: Math.min(3, scale.questions.length), ...ends };
    return plain(words.change[changeOf(before, after, least)], values);
  }
}

function dateOf({ date, now }) {
  if (now) return words.today;
  return date ? longDate(new Date(`${date}T12:00`)) : words.no_date;
}

function table(times, found) {
  const head = element("tr", ...[words.day, words.number, words.rests].map((word) => scoped("col", word)));
  const rows = found.map(({ value, answered, asked }, place) => {
    const cells = [value ?? words.no_result, plain(words.answers, { answered, asked })];
    return element("tr", scoped("row", dateOf(times[place])), ...cells.map((cell) => element("td", cell)));
  });
  const made = element("table", element("thead", head), element("tbody", ...rows));
  made.className = "rk-table";
  made.lang = document.documentElement.lang;
  return made;
}

function scoped(scope, text) {
  const cell = element("th", text);
  cell.scope = scope;
  return cell;
}

/** A mark for each time: hollow ones, and a full one for the last. The table says the same. */
function strip(scale, key, found, { low, high }) {
  const [lowest, highest] = reachOf(scale, key);
  const line = element("div", ...Array.from({ length: 5 }, () => classed("rk-line__tick")));
  line.className = "rk-line";
  found.forEach(({ value }, place) => {
    if (value === undefined) return;
    const mark = classed("rk-line__mark");
    mark.style.setProperty("--rk-at", (Number(value) - lowest) / (highest - lowest));
    mark.toggleAttribute("data-earlier-mark", place < found.length - 1);
    line.append(mark);
  });
  const ends = element("div", element("span", low), element("span", high));
  ends.className = "rk-line__ends";
  const made = element("div", line, ends);
  made.className = "rk-strip";
  made.ariaHidden = "true";
  return made;
}

/** The lowest and the highest that the score of a scale could be with every question answered. */
function reachOf(scale, { questions }) {
  if (scale.method === "percent") return [0, 100];
  const terms = scale.questions.map(({ question, weight }) => ({ weight, range: questions.find(({ id }) => id === question).range }));
  const all = scale.method === "mean" ? terms.reduce((sum, { weight }) => sum + weight, 0) : 1;
  return [0, 1].map((end) => terms.reduce((sum, { weight, range }) => sum + weight * range[end], 0) / all);
}

function button(label, act) {
  const made = element("button", label);
  made.type = "button";
  made.className = "rk-button rk-button--second";
  made.addEventListener("click", act);
  return made;
}

function classed(name, kind = "span") {
  const made = element(kind);
  made.className = name;
  return made;
}

new OverTime(document.querySelector("role-questionnaire"));
