/** A card for each part of the role: a line for each view, how far apart they are, and a question about next time. */

import { endsOf, halfOf, nameOf, peopleOf, questionOf, saysOf, tagOf } from "./map-say.js";
import { words } from "./map-words.js";
import { LINE } from "./rolemap.js";
import { element, plain } from "./words.js";

/** A copy of a piece of the page with its slots filled; a slot without content goes. */
export function piece(page, name, slots = {}) {
  const made = page.querySelector(`template[data-piece="${name}"]`).content.firstElementChild.cloneNode(true);
  for (const [slot, content] of Object.entries(slots)) {
    const place = made.querySelector(`[data-slot="${slot}"]`);
    const parts = [content].flat().filter((part) => part !== "" && part !== undefined);
    if (parts.length) place.replaceChildren(...parts);
    else place.remove();
  }
  return made;
}

/** The card of a part with its questions, or of one question in its part's card. */
export function cardOf(page, row, rule, level = 3) {
  const heading = element(`h${level}`, row.title);
  heading.id = placeOfRow(row);
  heading.tabIndex = -1;
  const made = piece(page, "card", {
    title: heading,
    meaning: row.meaning,
    views: row.perspectives.map((view) => viewOf(page, row, view, rule)),
    low: row.low,
    high: row.high,
    tag: words.tags[tagOf(row)],
    both: endsOf(row),
    ask: questionOf(row),
    questions: (row.questions ?? []).map((question) => cardOf(page, question, rule, level + 1)),
  });
  if (!row.questions?.length) made.querySelector(".rk-behind").remove();
  const charter = made.querySelector("[data-do=charter]");
  charter.dataset.text = plain(words.charter[tagOf(row)], { part: row.title });
  charter.setAttribute("aria-describedby", heading.id);
  return made;
}

/** A link to the card of a row, with what is to be said of it. */
export function linkTo(row, said) {
  const link = element("a", row.part ? plain(words.of, { question: row.title, part: row.part }) : row.title);
  link.href = `#${placeOfRow(row)}`;
  return element("li", link, said && ` ${said}`);
}

function placeOfRow(row) {
  return `map-${row.id.replace(":", "-")}`;
}

function viewOf(page, row, view, rule) {
  const cell = row.cells[view];
  const made = piece(page, "view", {
    sign: piece(page, view),
    view: nameOf(view, cell),
    people: peopleOf(cell, rule),
    says: [saysOf(page.family, row, view), words.spread[cell.spread]].filter(Boolean).join(". "),
  });
  made.dataset.state = cell.state;
  const track = made.querySelector(".rk-track");
  if ("at" in cell) track.append(...marksOf(page, row, view, cell));
  else track.dataset.empty = "";
  return made;
}

/** Custom properties need no style attribute, which the policy bars. */
function marksOf(page, row, view, cell) {
  const half = halfOf(cell);
  const ticks = row.labels.map(([at]) => placed("tick", { at }));
  const bar = half ? [placed("bar", { at: half[0], to: half[1] })] : [];
  const dots = half ? [] : (cell.dots ?? []).flatMap(([at, count]) => Array.from({ length: count }, (_, up) => placed("dot", { at }, up)));
  const mark = placed("mark", { at: cell.at });
  mark.append(piece(page, view));
  return [...ticks, ...bar, ...dots, mark];
}

function placed(kind, places, up = 0) {
  const made = element("span");
  made.className = `rk-track__${kind}`;
  for (const [name, at] of Object.entries(places)) made.style.setProperty(`--rk-${name}`, at / LINE);
  if (up) made.style.setProperty("--rk-up", up);
  return made;
}
