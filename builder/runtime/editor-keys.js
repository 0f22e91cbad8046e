/** The keys of an editor: Enter begins the next line. The keys that undo are the browser's in a field, where they undo letters. */

export function attachKeys(editor) {
  editor.addEventListener("keydown", (event) => {
    const { ctrlKey, metaKey, shiftKey, key, target } = event;
    const inField = target.matches('textarea, input:not([type="checkbox"])');
    if (key === "Enter" && target.matches("textarea") && !event.isComposing) {
      event.preventDefault();
      const alone = target.closest("[data-item]").querySelectorAll("[data-field]").length === 1;
      if (alone && target.value.trim()) editor.act(target, "add");
    }
    if (!(ctrlKey || metaKey) || !["z", "y"].includes(key.toLowerCase()) || inField) return;
    event.preventDefault();
    if (shiftKey || key.toLowerCase() === "y") editor.redo();
    else editor.undo();
  });
}
