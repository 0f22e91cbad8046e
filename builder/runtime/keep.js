/**
 * What becomes of answers that somebody chose to keep. States:
 *
 * ask: nothing is kept · none: nothing can be kept · found, locked: something lies here, closed · kept: each answer is saved ·
 * two: this page and this browser hold different answers · corrupted: what lies here cannot be read · off: not offered.
 *
 * A save writes what stood in the form when it was answered: the form is wiped when people leave, and blanks must never be saved.
 */

import { draftOf, isEmpty, readDraft } from "./draft.js";
import { isRecord, lying, recordOf, revisionOf, seenOn, textOf } from "./kept.js";
import { oneAtATime } from "./saving.js";
import { canSeal, keyFor, newKey } from "./seal.js";
import { Store } from "./store.js";

/** `record`: what lies here; `text`: its draft; `known`: the revision that this page wrote or opened; `lock`: while it is kept. */
const NOTHING = { record: undefined, text: "", known: 0, lock: null, old: undefined, trouble: "", sure: false, lost: false };

export class Keeping {
  /** `form`: {about, answers, fill(answers)}; `mode`: "off", "passphrase" or "clear"; `show(state, news)`. */
  constructor(form, mode, show) {
    Object.assign(this, NOTHING, { form, mode, show, id: form.about.id });
    this.saving = oneAtATime((text) => this.#write(text, this.lock, this.session));
  }

  /** As on a fresh page, in a session of its own: nothing that is under way changes anything here. */
  #reset(more) {
    this.saving.drop();
    Object.assign(this, NOTHING, { session: {} }, more);
  }

  /** Looks for what was kept, without leaving a trace. */
  async start() {
    this.#reset();
    // Local files share one storage, and a page of another site must not get at answers.
    if (location.protocol === "file:" || self !== top) return this.become("none", "none");
    let spoilt;
    try {
      this.store = new Store((message) => this.hear(message));
      spoilt = await this.store.start();
    } catch {
      return this.become("none", "none");
    }
    return this.look(spoilt ? "spoilt" : undefined);
  }

  async look(said) {
    // Whatever belongs to an earlier stay on this page, or to what was erased since, must change nothing here.
    const session = (this.session = {});
    const [record, state, news = said] = await (this.looking = lying(this, this.nothing()));
    if (session !== this.session) return;
    this.record = record;
    this.become(state, news);
  }

  /** A state and news where nothing is kept. */
  nothing() {
    if (this.mode === "off") return ["off"];
    return this.mode === "passphrase" && !canSeal() ? ["none", "insecure"] : ["ask"];
  }

  become(state, news) {
    this.state = state;
    this.show(state, news);
  }

  /** Starts to keep what stands in the form, until a day; without a passphrase in the clear. */
  async begin(expires, passphrase) {
    const { session } = this;
    const lock = passphrase === undefined ? {} : await newKey(passphrase).catch(() => null);
    if (session !== this.session) return;
    if (!lock) return this.#fail({}); // nothing can be locked, so nothing is kept
    Object.assign(this, { expires, lock, lost: false });
    await this.save();
  }

  /** After each answer of the person. */
  async save() {
    if (!this.lock || this.state === "two") return;
    await this.saving.put(draftOf(this.form.about, this.form.answers, this.old));
  }

  async #write(text, lock, session) {
    const { known, expires } = this;
    // It begins with the time, so that what is removed and begun anew is not taken for the same.
    const revision = known > 0 ? known + 1 : Date.now();
    let found;
    let failure;
    try {
      const record = await recordOf(this.id, revision, expires, text, lock);
      const change = (old) => {
        found = old;
        if (session.erased || revisionOf(old) !== known) return undefined;
        const seen = seenOn(old);
        return seen > expires ? null : { ...record, seen };
      };
      if ((await this.store.update(this.id, change, known === 0)) === null) found = null;
    } catch (error) {
      failure = error ?? {};
    }
    if (session !== this.session || session.erased) return;
    if (failure) this.#fail(failure);
    else if (found === null) this.#lose("over");
    else if (known && !found) this.#lose("elsewhere"); // removed in another window, or by the browser: never written back
    else if (revisionOf(found) !== known) await this.#compare(found);
    else this.#saved(revision);
  }

  #saved(revision) {
    this.known = revision;
    const news = this.trouble && "back";
    this.trouble = "";
    if (this.state !== "kept" || news) this.become("kept", news);
  }

  #fail({ name }) {
    const news = name === "QuotaExceededError" ? "full" : this.known ? "failed" : "none";
    const again = this.trouble === news;
    if (this.known) this.trouble = news;
    else this.lock = null; // it has not begun
    if (!again) this.become(this.state, news); // said once; tried again with the next answer
  }

  #lose(news) {
    this.#reset({ lost: news === "elsewhere" });
    this.become(this.nothing()[0], news);
  }

  /** Other answers lie here than this page put there. */
  async #compare(found) {
    const { session } = this;
    const text = isRecord(found) ? await textOf(this.id, found, this.lock).catch(() => "") : "";
    if (session !== this.session) return;
    this.saving.drop();
    Object.assign(this, { record: found, text });
    this.become("two");
  }

  /** Opens what was found. Answers on the page are not overwritten unasked. Rejects if it stays closed. */
  async open(passphrase) {
    const session = (this.session = {}); // a look that is under way must not close it again
    const record = await this.store.read(this.id);
    if (!record) return this.#lose("elsewhere");
    if (!isRecord(record)) return this.become("corrupted");
    const lock = record.sealed ? await keyFor(passphrase, record.sealed) : {};
    const text = await textOf(this.id, record, lock);
    if (session !== this.session) return;
    Object.assign(this, { record, text, lock, expires: record.expires });
    if (this.sure || isEmpty(this.form.answers)) this.#take();
    else this.become("two");
  }

  #take() {
    const draft = readDraft(this.text, this.form.about);
    if (!draft) {
      this.lock = null; // nothing is written over what cannot be read
      return this.become("corrupted");
    }
    Object.assign(this, { old: draft.old, sure: false });
    this.form.fill(draft.answers);
    this.#goOn(draft);
  }

  /** From here on answers go over what lies here, unless the owner of the site no longer has answers kept in this way. */
  #goOn(news) {
    const { mode, lock, record } = this;
    this.known = revisionOf(record);
    const allowed = mode === "clear" || (mode === "passphrase" && lock.key);
    if (!allowed) this.lock = null;
    this.become(allowed ? "kept" : this.nothing()[0], news);
  }

  /** Of two versions: this page's. */
  here() {
    this.#goOn();
    return this.save();
  }

  /** Of two versions: what lies here, which may need a passphrase of its own. */
  there() {
    if (this.text) return this.#take();
    Object.assign(this, { lock: null, sure: true });
    this.become(isRecord(this.record) ? "locked" : "corrupted");
  }

  /**
   * Removes what is kept; `all` has other windows wipe it, too. Gives whether there was anything. Rejects if it could not.
   * Pressed twice it is done once: the second would end what was begun after the first.
   */
  forget(all) {
    return (this.forgetting ??= this.#remove(all));
  }

  async #remove(all) {
    const { session } = this;
    const had = Boolean(this.lock || this.record || this.known || this.state === "corrupted");
    session.erased = true;
    this.saving.drop();
    await this.saving.now();
    try {
      if (had) await this.store.remove(this.id, all);
    } finally {
      session.erased = this.forgetting = null;
    }
    this.#reset();
    return had;
  }

  /** Old answers that no longer fit are given up. */
  dropOld() {
    this.old = undefined;
    return this.save();
  }

  /** The next person may come back to this page as it is now, so no key and no words stay. What is under way ends as it began. */
  leave() {
    const { store } = this;
    this.#reset();
    this.become("");
    Promise.allSettled([this.saving.now(), this.forgetting]).then(() => store?.close());
  }

  /** Another window wrote or removed something. Since then somebody may have begun anew, also here. */
  async hear({ id = this.id, gone, all }) {
    await this.looking; // what it read may be gone since
    const { session, state } = this;
    if (id !== this.id) return;
    if (["found", "locked"].includes(state)) return this.look();
    await this.saving.now();
    if (!gone || (await this.store.read(id).catch(() => true))) return;
    // That the database went may be told before who removed what.
    if (this.lock ? session !== this.session || session.erased : !all || !this.lost) return;
    if (all) this.form.wipe();
    this.#lose(all ? "erased" : "elsewhere");
  }
}
