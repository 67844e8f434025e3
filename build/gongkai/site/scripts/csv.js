/**
 * CSV for people, in pages and workers: gongkaiCsv.line(values). A text that a spreadsheet would run has a `'` before it,
 * by the same rule as in the files that the site is built with (`neutral` in package/text.py).
 */
(() => {
  "use strict";

  const RUN = /^(?:[\s"'\u201c\u2018]*[=+@\uff1d\uff0b\uff20\uff0d-]|[\t\r\n])/;
  const HARMLESS = /^(?:[+\uff0b\uff0d-]?\p{Nd}+(?:\.\p{Nd}+)?|[-\uff0d]+)$/u;

  function field(value) {
    if (value === null || value === undefined) return "";
    const text = typeof value === "string" && RUN.test(value) && !HARMLESS.test(value) ? "'" + value : String(value);
    return /[",\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  }

  globalThis.gongkaiCsv = { line: (values) => values.map(field).join(",") + "\n" };
})();
