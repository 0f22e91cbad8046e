/** <role-charter>: what a team agrees on about the role, written in boxes and printed as one page. */

import { Editor } from "./editor.js";
import { BOXES, charterOf, readCharter, stateOfCharter, writtenCharter } from "./charter-file.js";
import { asMarkdown, asText } from "./charter-text.js";
import { difference } from "./difference.js";
import { dayInWords, fillIn, fillList, pagesOf } from "./sheet.js";
import { day, element, plain } from "./words.js";

const QUARTER = 91; // days until a charter is looked at again
const MOST_LARGE = 2; // pages in large print

class RoleCharter extends Editor {
  model = {
    kind: "charter",
    file: "role-charter",
    main: "text",
    open: "open",
    most: 60,
    blank: () => stateOfCharter({ made: day(), again: day(QUARTER), boxes: {} }),
    item: () => ({ text: "" }),
    written: writtenCharter,
    data: charterOf,
    state: stateOfCharter,
    read: readCharter,
    compared,
    exports: {
      saveMarkdown: { write: (editor) => asMarkdown(described(editor)), ending: "md", type: "text/markdown" },
      saveText: { write: (editor) => asText(described(editor)), ending: "txt", type: "text/plain" },
    },
  };

  listen() {
    super.listen();
    document.addEventListener("rk-charter-line", ({ detail }) => this.offered(detail)); // from the role map above
  }

  paint({ fields, lists }) {
    const sheet = this.part("sheet");
    const large = this.part("large").checked;
    sheet.toggleAttribute("data-large-print", large);
    sheet.toggleAttribute("data-written", !this.empty);
    fillIn(sheet, "team", fields.team);
    fillIn(sheet, "made", dayInWords(fields.made));
    fillIn(sheet, "again", dayInWords(fields.again));
    for (const box of BOXES) fillList(sheet.querySelector(`[data-box="${box}"]`), lists[box].map(({ text }) => text));
    const pages = pagesOf(sheet, this.part("gauge"));
    const most = large ? MOST_LARGE : 1;
    const meter = pages > most ? plain(this.words.pages, { pages }) : this.words[large ? "fits_large" : "fits"];
    // Only what changed is read out.
    if (this.part("meter").textContent !== meter) this.part("meter").textContent = meter;
  }

  /** How it is printed is no part of the charter, so there is nothing to undo. */
  resize() {
    this.show();
  }
}

/** The charter in words, as it goes into a job description. */
function described(editor) {
  const { words, model, state } = editor;
  const { fields, lists } = model.written(state);
  const facts = ["team", "made", "again"].filter((name) => fields[name]);
  const value = (name) => (name === "team" ? fields.team : dayInWords(fields[name]));
  return {
    title: words.title,
    facts: facts.map((name) => plain(words.facts[name], { value: value(name) })),
    boxes: BOXES.map((box) => ({ title: editor.titleOf(box), lines: lists[box].map(({ text }) => text) })),
  };
}

/** What is different here from the charter in a file: a heading and nodes. Words say what became of a line, and not colour alone. */
function compared(editor, data) {
  const { words, about } = editor;
  const { boxes } = charterOf(editor.state, about);
  const found = difference(data.boxes, boxes, BOXES);
  const when = data.made ? plain(words.compared_made, { day: dayInWords(data.made) }) : words.compared_file;
  if (!found.length) return [words.same, [element("p", when)]];
  return [words.different, [element("p", when), ...found.flatMap((box) => changesIn(editor, box))]];
}

function changesIn(editor, { box, added, removed, moved }) {
  const said = editor.words.changes;
  const name = (other) => ({ box: editor.titleOf(other) });
  const lines = [
    ...added.map(({ text, other }) => ["ins", text, other ? plain(said.came, name(other)) : said.added]),
    ...removed.map(({ text, other }) => ["del", text, other ? plain(said.went, name(other)) : said.removed]),
    ...moved.map(({ text, from, to }) => ["span", text, plain(said.moved, { from, to })]),
  ];
  const list = element("ul", ...lines.map(([tag, text, lead]) => element("li", element("strong", lead), " ", marked(tag, text))));
  return [element("h3", editor.titleOf(box)), list];
}

function marked(tag, text) {
  const made = element(tag, text);
  made.dir = "auto";
  return made;
}

customElements.define("role-charter", RoleCharter);
