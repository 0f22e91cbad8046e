/**
 * What is said when the connection goes away while a page is open. On a page that was opened without one nothing is said: whoever
 * uses the site in that way knows.
 */

const KEPT = '[data-keep][data-state="kept"][data-trouble=""]';

export class Connection {
  /** `form` is what would be lost with the page, if it has such a thing; `changed` is called whenever there is something else to say. */
  constructor(words, form, changed) {
    Object.assign(this, { words, form, gone: false });
    for (const name of ["offline", "online"]) {
      addEventListener(name, () => {
        this.gone = name === "offline";
        changed();
      });
    }
    const keeping = document.querySelector("[data-keep]");
    if (keeping) new MutationObserver(changed).observe(keeping, { attributeFilter: ["data-state", "data-trouble"] });
  }

  /** Empty while there is a connection. `others`: whether other pages open without it. */
  sentence(others) {
    const { gone, go_on: goOn, safe, stay } = this.words;
    if (!this.gone) return "";
    if (this.form) return [gone, goOn, document.querySelector(KEPT) ? safe : stay].join(" ");
    return others ? `${gone} ${goOn}` : gone;
  }
}
