/** Unpacks the form and puts it in the place of the one for paper. What cannot do that leaves the one for paper. */
(async () => {
  const packed = document.querySelector("[data-packed]").textContent;
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
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
