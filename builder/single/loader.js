/** Unpacks the form and puts it in the place of the one for paper. What cannot do that leaves the one for paper. */
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";

/** Five letters hold four bytes, a sixteenth less than base64 takes; the last group may be shorter. */
function bytesOf(packed) {
  const view = new DataView(new ArrayBuffer(packed.length));
  for (let at = 0; at < packed.length; at += 5) {
    const group = packed.slice(at, at + 5).padEnd(5, "~");
    view.setUint32((at / 5) * 4, [...group].reduce((number, letter) => number * 85 + LETTERS.indexOf(letter), 0));
  }
  return view.buffer.slice(0, Math.floor(packed.length * 0.8));
}

(async () => {
  const packed = document.querySelector("[data-packed]").textContent;
  const stream = new Blob([bytesOf(packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const { body, styles, code } = await new Response(stream).json();
  // The policy of the file lets no other text become a page or a script.
  const unpacked = { createHTML: () => body, createScript: () => code };
  const trusted = globalThis.trustedTypes?.createPolicy("roleclarity", unpacked) ?? unpacked;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [sheet];
  document.querySelector("style").remove();
  document.body.replaceChildren(...new DOMParser().parseFromString(trusted.createHTML(body), "text/html").body.childNodes);
  const script = document.createElement("script");
  script.type = "module";
  script.textContent = trusted.createScript(code);
  document.body.append(script);
})();
