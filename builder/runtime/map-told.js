/** What is said of the files: how many are in, which could not be used and why, and which came twice. */

import { words } from "./map-words.js";
import { counted, element, plain } from "./words.js";

export function tellOpened(page) {
  const { counted: people, twice, refused, others } = page.opened;
  const any = people.length + refused.length + others > 0;
  page.part("status").textContent = people.length ? counted(words.in, people.length) : any ? words.none_in : "";
  const open = page.part("open");
  open.textContent = open.dataset[people.length ? "more" : "first"];
  page.part("remove").hidden = !any;
  const older = people.filter((entry) => entry.older).length;
  const said = [];
  if (refused.length) said.push(refusedBox(refused));
  if (twice) said.push(small(counted(words.twice, twice)));
  if (older) said.push(small(counted(words.older, older)));
  if (others) said.push(small(counted(words.others, others)));
  page.part("said").replaceChildren(...said);
}

function refusedBox(refused) {
  const lines = refused.map(({ name, message, values }) => element("li", element("b", name), ": ", plain(words.refused_why[message], values)));
  return box("refused", element("p", counted(words.refused, lines.length)), element("ul", ...lines));
}

function box(state, ...content) {
  const made = element("div", ...content);
  made.className = "rk-confirm rk-file-panel";
  made.dataset.state = state;
  return made;
}

function small(text) {
  const made = element("p", text);
  made.className = "rk-small";
  return made;
}
