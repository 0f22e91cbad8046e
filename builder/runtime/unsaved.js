/** What nobody saved yet is not to be lost by closing the window. */

export class Unsaved {
  /** `editor`: {state, empty, part(name)}. */
  constructor(editor) {
    this.editor = editor;
    this.warn = (event) => {
      const { state, trouble } = editor.part("keep")?.dataset ?? {};
      if (state !== "kept" || trouble) event.preventDefault();
    };
  }

  /** What the editor holds now counts as saved. */
  saved() {
    this.kept = this.editor.state;
    this.watch();
  }

  /** Only while there is something to lose: such a listener keeps pages out of the browser's memory. */
  watch() {
    const { editor, kept, warn } = this;
    const some = !editor.empty && JSON.stringify(kept) !== JSON.stringify(editor.state);
    if (some) addEventListener("beforeunload", warn);
    else removeEventListener("beforeunload", warn);
  }
}
