/** The page that goes on paper, as it is shown below the form: what was written is put into it, and whether it fits is measured. */

import { element, longDate } from "./words.js";

const SAFE = 0.98; // browsers do not break lines in just the same way on paper

/** Puts words into the places of this name; where there are none, the line to write on stays. */
export function fillIn(sheet, name, value) {
  for (const place of sheet.querySelectorAll(`[data-put="${name}"]`)) {
    place.textContent = value;
    place.toggleAttribute("data-blank", !value);
  }
}

/** A list of lines; without any, the lines to write on by hand show. */
export function fillList(box, lines) {
  const list = box.querySelector("ul");
  list.replaceChildren(...lines.map(lineOf));
  list.hidden = !lines.length;
  for (const blank of box.querySelectorAll("[data-by-hand]")) blank.hidden = lines.length > 0;
}

/** People write in any language, whatever the page is in; a sign that turns the direction must not turn the page. */
function lineOf(text) {
  const line = element("li", text);
  line.dir = "auto";
  return line;
}

/** A cell of a table, or any other place for what people wrote. */
export function cell(text) {
  const made = element("td", text);
  made.dir = "auto";
  return made;
}

export function dayInWords(day) {
  return day ? longDate(new Date(`${day}T12:00`)) : "";
}

/** The pages that a sheet takes: measured on a copy as wide as both sizes of paper allow, and as high as one page of the lower one. */
export function pagesOf(sheet, gauge) {
  const copy = sheet.cloneNode(true);
  gauge.replaceChildren(copy);
  const pages = copy.getBoundingClientRect().height / (gauge.getBoundingClientRect().height * SAFE);
  gauge.replaceChildren();
  return Math.max(1, Math.ceil(pages));
}
