/**
 * Text locked with a passphrase: {iterations, salt: 16 bytes, iv: 12 bytes, data: bytes}. The only module that uses WebCrypto.
 *
 * PBKDF2-HMAC-SHA-256 with 600,000 rounds (OWASP's floor) and AES-256-GCM. Everything that stands beside the data is bound to it.
 */

const ROUNDS = 600_000;
const MOST_ROUNDS = 2_000_000; // a record is not ours until proved, and 2^31 rounds would hold up the page for minutes
const MOST_BYTES = 2_000_016;
const BLOCK = 1024; // lengths are rounded up to it, since they would tell how much somebody wrote

/** Browsers offer it on safe connections only. */
export function canSeal() {
  return Boolean(globalThis.crypto?.subtle);
}

/** Whether this could be of our making. Asked before any work is done for it. */
export function isSealed(sealed) {
  const bytes = (part, least, most) => part instanceof Uint8Array && part.length >= least && part.length <= most;
  return (
    Number.isInteger(sealed?.iterations) && sealed.iterations >= ROUNDS && sealed.iterations <= MOST_ROUNDS &&
    bytes(sealed.salt, 16, 16) && bytes(sealed.iv, 12, 12) && bytes(sealed.data, 17, MOST_BYTES)
  );
}

/** A key for new text; it cannot be read out of the browser. Takes up to seconds. */
export function newKey(passphrase) {
  return keyFor(passphrase, { iterations: ROUNDS, salt: random(16) });
}

/** The key for text that is sealed. */
export async function keyFor(passphrase, { iterations, salt }) {
  // Keyboards write the same letter in several ways.
  const bytes = new TextEncoder().encode(passphrase.normalize("NFKC"));
  const base = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", hash: "SHA-256", iterations, salt };
  const key = await crypto.subtle.deriveKey(way, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  return { key, iterations, salt };
}

/** `context` is text that must be the same on opening. */
export async function seal({ key, iterations, salt }, text, context) {
  const written = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil(written.length / BLOCK) * BLOCK).fill(32);
  padded.set(written);
  const made = { iterations, salt, iv: random(12) }; // 96 random bits: never twice with one key
  return { ...made, data: new Uint8Array(await crypto.subtle.encrypt(settings(made, context), key, padded)) };
}

/** The text, with spaces after it. Rejects if the passphrase was another one or a bit was changed: the two look the same. */
export async function unseal({ key }, sealed, context) {
  return new TextDecoder("utf-8", { fatal: true }).decode(await crypto.subtle.decrypt(settings(sealed, context), key, sealed.data));
}

/** A passphrase of four groups of five letters: 90 bits. Letters that look alike are left out. */
export function madePassphrase() {
  const letters = "abcdefghjkmnpqrstuvwxyz";
  let made = "";
  while (made.length < 20) {
    const [byte] = random(1);
    if (byte < 230) made += letters[byte % 23]; // beyond it some letters would come more often
  }
  return made.match(/.{5}/g).join(" ");
}

function settings({ iterations, salt, iv }, context) {
  const bound = [context, iterations, hex(salt), hex(iv)].join("|");
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(bound) };
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function random(count) {
  return crypto.getRandomValues(new Uint8Array(count));
}
