/**
 * Several windows of one form, in one page: each has a Keeping, a connection and a channel of its own, over the browser's real
 * storage. What people do comes as steps; what happens goes into one trace, which `windows.py` holds against a model.
 */

import { Keeping } from "./keep.js";
import { day } from "./words.js";

const NAME = "roleclarity /";
const PASSPHRASE = "correct horse battery staple";
const PATIENCE = 60_000; // milliseconds: nothing that is under way takes so long
const SHOWN = {
  begin: ["ask"],
  open: ["found", "locked"],
  here: ["two"],
  there: ["two"],
  drop: ["kept"],
  remove: ["found", "locked", "kept", "corrupted"],
  reload: ["none", "corrupted"],
};
const CALLS = {
  throws: [
    [IDBFactory, "open", "databases", "deleteDatabase"],
    [IDBDatabase, "transaction"],
    [IDBObjectStore, "get", "getAllKeys", "count", "put", "delete"],
    [SubtleCrypto, "encrypt"],
  ],
  aborts: [[IDBObjectStore, "put", "delete"]],
};

const trace = [];
const underWay = new Set();
const drafts = new Map(); // what was locked, by its random bits
let days = 0;
let fails = { at: 0 }; // {at: which call, how, lasting}
let calls = 0;

function note(what, more) {
  trace.push({ what, ...more });
}

/** Counts as under way until it ends. */
function track(promise) {
  const ended = promise.catch((error) => note("error", { text: String(error) })).finally(() => underWay.delete(ended));
  underWay.add(ended);
  return ended;
}

class Watched extends Keeping {
  start() {
    return track(super.start());
  }

  look() {
    return track(super.look());
  }

  hear(message) {
    return track(super.hear(message));
  }

  save() {
    return track(super.save());
  }
}

class Window {
  constructor(name, { mode, questions }) {
    Object.assign(this, { name, answers: {}, busy: false, passphrase: mode === "passphrase" ? PASSPHRASE : undefined });
    this.about = { id: "a-form", version: "1.0.0", language: name, questions }; // the language tells whose draft it is
    this.keeping = new Watched(this, mode, (state, news) => {
      note("state", { window: name, state, news: typeof news === "string" ? news : "" });
    });
    this.keeping.start();
  }

  fill(answers) {
    this.answers = { ...answers };
    note("took", { window: this.name, answers, revision: this.keeping.record.revision });
  }

  edit(question) {
    this.answers = { ...this.answers, [question]: `${this.name}-${trace.length}` };
    note("edit", { window: this.name, question, answer: this.answers[question] });
    this.keeping.save();
  }

  /** Buttons: one at a time, as in the view, and only those that are shown. */
  async press(name) {
    const { keeping } = this;
    if (this.busy || !SHOWN[name].includes(keeping.state)) return;
    const acts = {
      begin: () => keeping.begin(day(7), this.passphrase),
      open: () => keeping.open(this.passphrase),
      here: () => keeping.here(),
      there: async () => keeping.there(),
      drop: () => keeping.dropOld(),
      remove: () => this.remove(),
      reload: async () => this.leave(),
    };
    note(name, { window: this.name, revision: keeping.record?.revision });
    this.busy = true;
    await track(acts[name]());
    this.busy = false;
  }

  async remove(all) {
    await this.keeping.forget(all);
    note("removed", { window: this.name });
    this.keeping.become(...this.keeping.nothing());
  }

  erase() {
    this.answers = {};
    note("erase", { window: this.name });
    track(this.remove(true));
  }

  /** Erased in another window. */
  wipe() {
    this.answers = {};
    note("wiped", { window: this.name });
  }

  /** Away and back, as from the browser's memory of pages. */
  leave() {
    this.answers = {};
    note("leave", { window: this.name });
    this.keeping.leave();
    this.keeping.start();
  }
}

function shiftDays() {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) {
      super(...(given.length ? given : [Real.now() + days * 86_400_000]));
    }
  };
}

/** Each call of the kind that fails counts; those that fail do nothing. An abort without an error of a request is a full disk. */
function letCallsFail() {
  for (const [{ prototype }, ...names] of CALLS.throws) {
    for (const name of names) {
      const real = prototype[name];
      prototype[name] = function (...given) {
        const counts = fails.at && CALLS[fails.how].some(([kind, ...failing]) => kind.prototype === prototype && failing.includes(name));
        if (counts) calls += 1;
        if (!counts || calls < fails.at || (calls > fails.at && !fails.lasting)) return real.apply(this, given);
        if (fails.how === "throws") throw new DOMException("failed", "UnknownError");
        Object.defineProperty(this.transaction, "error", { value: new DOMException("full", "QuotaExceededError") });
        return void (this.transaction.commit = this.transaction.abort);
      };
    }
  }
}

function watchStorage() {
  const { put, delete: remove } = IDBObjectStore.prototype;
  const whenDone = (store, entry) => store.transaction.addEventListener("complete", () => trace.push(entry));
  IDBObjectStore.prototype.put = function (record, id) {
    const draft = JSON.parse(record.text ?? drafts.get(record.sealed.iv.join()));
    whenDone(this, { what: "put", revision: record.revision, expires: record.expires, today: day(), draft });
    return put.call(this, record, id);
  };
  IDBObjectStore.prototype.delete = function (id) {
    whenDone(this, { what: "delete" });
    return remove.call(this, id);
  };
  const { deleteDatabase } = IDBFactory.prototype;
  IDBFactory.prototype.deleteDatabase = function (name) {
    const request = deleteDatabase.call(this, name);
    request.addEventListener("success", () => note("delete"));
    return request;
  };
  const { deriveKey, encrypt } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.deriveKey = function (way, ...rest) {
    return deriveKey.call(this, { ...way, iterations: 1 }, ...rest);
  };
  SubtleCrypto.prototype.encrypt = function (way, key, data) {
    drafts.set(way.iv.join(), new TextDecoder().decode(data));
    return encrypt.call(this, way, key, data);
  };
}

/** Until nothing is under way and every message of a window has come to the others. */
async function settled() {
  const [here, there] = [new BroadcastChannel(NAME), new BroadcastChannel(NAME)];
  for (let calm = 0; calm < 2; calm += 1) {
    if (underWay.size) calm = 0;
    const late = new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error(`it never ends: ${JSON.stringify(trace)}`)));
    await Promise.race([Promise.all(underWay), late]);
    await new Promise((resolve) => {
      there.addEventListener("message", resolve, { once: true });
      here.postMessage({ id: "no form" });
    });
  }
  here.close();
  there.close();
}

const PAUSES = [
  () => {},
  () => Promise.resolve(),
  () => new Promise((resolve) => setTimeout(resolve)),
  () => new Promise((resolve) => setTimeout(resolve, 4)),
  settled,
];

async function records() {
  if (!(await indexedDB.databases()).length) return [];
  return new Promise((resolve) => {
    const opening = indexedDB.open(NAME, 1);
    opening.addEventListener("success", () => {
      const reading = opening.result.transaction("kept").objectStore("kept").getAll();
      reading.addEventListener("success", () => {
        opening.result.close();
        resolve(reading.result.map(({ revision, expires }) => ({ revision, expires })));
      });
    });
  });
}

/** Somebody opens the form, and what lies there afterwards. */
async function visit(setup) {
  const visitor = new Window("visitor", setup);
  await settled();
  visitor.keeping.leave();
  await settled();
  return records();
}

/** Plays steps: [window, act, question or days, pause after it]. Gives the trace and what there is in the end. */
async function play(setups, steps, failing = { at: 0 }) {
  trace.length = days = calls = 0;
  fails = failing;
  const windows = setups.map((setup, index) => new Window(`w${index}`, setup));
  for (const [index, act, more, pause] of steps) {
    const one = windows[index % windows.length];
    if (act === "days") days += more;
    else if (act === "mend") fails = { at: 0 };
    else if (act in SHOWN) one.press(act);
    else one[act](more);
    await PAUSES[pause]();
  }
  await settled();
  const ends = windows.map(({ name, answers, keeping: { state, trouble } }) => ({ name, answers, state, trouble }));
  const found = { trace: [...trace], ends, records: await records(), calls };
  for (const { keeping } of windows) keeping.leave();
  await settled();
  found.expired = (await visit(setups[0])).filter(({ expires }) => expires < day());
  days += 30;
  found.late = await visit(setups[0]);
  return found;
}

shiftDays();
watchStorage();
letCallsFail();
Object.assign(globalThis, { play });
