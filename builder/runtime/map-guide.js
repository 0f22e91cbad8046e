/** The conversation guide: where views are furthest apart, and what somebody who is shown had no answer to. */

import { piece } from "./map-cards.js";
import { furthest, low, notable, unanswered } from "./map-parts.js";
import { nameOf, peopleOf, shortOf } from "./map-say.js";
import { words } from "./map-words.js";
import { element, plain } from "./words.js";

const MOST = 5; // of each kind: with room for notes it comes to two pages

/** Fills in the guide from the parts of a map. */
export function fillGuide(page, parts, rule) {
  const apart = furthest(notable(parts).filter(({ difference }) => difference.tag !== "close")).slice(0, MOST);
  const open = unanswered(parts).slice(0, MOST);
  const topics = (name, rows) => page.part(`topics="${name}"`).replaceChildren(...rows.map((row) => topicOf(page, row, rule)));
  topics("differences", apart);
  topics("unanswered", open);
  const close = low(parts).slice(0, MOST - apart.length);
  topics("low", close);
  page.part("low").hidden = close.length === 0;
  const none = page.part('no="differences"');
  none.hidden = apart.length > 0;
  page.part("each").hidden = !none.hidden;
  none.textContent = words.none_apart;
  page.part("unanswered").hidden = open.length === 0;
  for (const row of page.querySelectorAll("[data-agenda=unanswered]")) freeTime(row, open.length === 0);
}

/** What there is nothing to say about gives its minutes to what is agreed on. */
function freeTime(row, none) {
  row.hidden = none;
  const agree = row.parentElement.querySelector("[data-agenda=agree]").lastElementChild;
  agree.textContent = Number(agree.dataset.own) + (none ? Number(row.lastElementChild.dataset.own) : 0);
}

/** What the person who leads the talk gets beside it: notes and an agenda of so many minutes, or nothing. */
export function showAgenda(page, minutes) {
  page.part("facilitator").hidden = minutes === "";
  for (const agenda of page.querySelectorAll("[data-minutes]")) agenda.hidden = agenda.dataset.minutes !== minutes;
}

function topicOf(page, row, rule) {
  const shown = row.perspectives.filter((view) => ["alone", "group", "unanswered"].includes(row.cells[view].state));
  const said = shown.map((view) => {
    const cell = row.cells[view];
    const who = element("b", `${nameOf(view, cell)}, ${peopleOf(cell, rule)}`);
    return element("li", who, ": ", shortOf(page.family, row, view));
  });
  const modules = page.known.modules[row.construct].flatMap(({ title, address }, place) => {
    const link = element("a", title);
    link.href = address;
    return place ? [", ", link] : [link];
  });
  const title = element("h4", row.part ? plain(words.of, { question: row.title, part: row.part }) : row.title);
  const made = piece(page, "topic", { title, said, modules });
  if (!modules.length) made.querySelector("[data-modules]").remove();
  return made;
}
