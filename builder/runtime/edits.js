/** What was, what is, and what was undone: whole states that nobody changes after they are made. Imports nothing. */

export class Edits {
  #past = [];
  #future = [];
  #place = "";

  constructor(start) {
    this.present = start;
  }

  /**
   * Makes a new state the present one; gives whether it is another. `label` says what was done. What is typed into one `place`
   * without anything in between is one step: nobody wants to undo letters.
   */
  change(next, label, place = "") {
    if (JSON.stringify(next) === JSON.stringify(this.present)) return false;
    if (!place || place !== this.#place) this.#past.push({ state: this.present, label });
    this.#place = place;
    this.#future = [];
    this.present = next;
    return true;
  }

  /** What is typed from here on is a step of its own. */
  pause() {
    this.#place = "";
  }

  /** The label of what was undone, or undefined if there was nothing to undo. */
  undo() {
    return this.#step(this.#past, this.#future);
  }

  redo() {
    return this.#step(this.#future, this.#past);
  }

  #step(from, to) {
    const step = from.pop();
    if (!step) return undefined;
    to.push({ state: this.present, label: step.label });
    this.pause();
    this.present = step.state;
    return step.label;
  }
}
