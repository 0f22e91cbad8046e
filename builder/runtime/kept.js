/**
 * A kept record: {format, revision, expires, seen, and either text or sealed}. What is read may be anybody's making: the sites of
 * one host share their storage.
 */

import { isSealed, seal, unseal } from "./seal.js";
import { BASE } from "./store.js";
import { day } from "./words.js";

const FORMAT = "roleclarity-kept-1";
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const MOST = 2_000_000;

export function isRecord(record) {
  return (
    record?.format === FORMAT && revisionOf(record) > 0 &&
    isDay(record.expires) && isDay(record.seen) &&
    (isSealed(record.sealed) || (!record.sealed && typeof record.text === "string" && record.text.length <= MOST))
  );
}

/** Which save it is of: 0 if there is none, -1 if it says nothing that we can count on from. */
export function revisionOf(record) {
  if (record === undefined) return 0;
  return Number.isSafeInteger(record?.revision) && record.revision > 0 ? record.revision : -1;
}

function isDay(text) {
  return DAY.test(text) && !Number.isNaN(Date.parse(`${text}T12:00`));
}

/** What becomes of it today, as `update` of a store takes it: it is removed when its last day is over. */
function aged(record) {
  if (!isRecord(record)) return undefined;
  const seen = seenOn(record);
  if (seen > record.expires) return null;
  return seen > record.seen ? { ...record, seen } : undefined;
}

/** What lies in a store: the record, the state that it brings about, and news; `state` and `news` are for nothing. What is over goes. */
export async function lying({ store, id }, [state, news]) {
  let record;
  try {
    record = await store.read(id);
  } catch {
    return [undefined, "corrupted"];
  }
  await store.sweep(aged).catch(() => {});
  if (!record) return [record, state, news];
  if (!isRecord(record)) return [record, "corrupted"];
  if (aged(record) === null) return [undefined, state, "expired"];
  return [record, record.sealed ? "locked" : "found"];
}

/** The latest day on which anybody saw it, today at least: a clock that is put back does not make it last longer. */
export function seenOn(record) {
  return [day(), record?.seen ?? ""].sort()[1];
}

/** The record of a draft; `lock` is {key, …}, or {} for the clear. */
export async function recordOf(id, revision, expires, text, lock) {
  const record = { format: FORMAT, revision, expires, seen: day() };
  return lock.key ? { ...record, sealed: await seal(lock, text, context(id, record)) } : { ...record, text };
}

/** Its draft. Rejects if it is locked and this is not its lock, or if it was changed. */
export async function textOf(id, record, lock) {
  return record.sealed ? unseal(lock, record.sealed, context(id, record)) : record.text;
}

/** Whatever lies there, as text for a file. */
export function rawOf(record) {
  if (typeof record?.text === "string") return record.text;
  return JSON.stringify(record ?? null, (_, part) => (ArrayBuffer.isView(part) ? [...part] : part));
}

function context(id, { revision, expires }) {
  return [FORMAT, BASE, id, revision, expires].join("|");
}
