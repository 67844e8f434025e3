/**
 * The page for addresses that lead nowhere: what the address says goes into the search box, and a body
 * that it names, or bodies of the same place, are offered with all years that are held.
 */
(function () {
  "use strict";

  const RECORD = /^(?:reports|agencies)\/([0-9a-z-]+)/;
  const REPORT_OF = /-(?:(?:19|20)[0-9]{2}|undated)(?:-.*)?$/;
  const WORDS = /(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])(?:年度?)?|[\u3007\u3400-\u4dbf\u4e00-\u9fff]+/g;
  const HAN = /[\u3400-\u4dbf\u4e00-\u9fff]/;
  const OFFERED = 6;

  const box = document.getElementById("gk-lost");
  if (!box) return;
  const { root } = box.dataset;
  const list = box.querySelector("ul");
  const form = document.getElementById("gk-lost-form");

  function decoded(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  const whole = decoded(location.pathname);
  const path = whole.startsWith(root) ? whole.slice(root.length) : whole.slice(1);
  const english = path.startsWith("en/");
  const below = english ? path.slice(3) : path;
  const home = english ? root + "en/" : root;
  form.action = home + "search/";

  const words = (below + decoded(location.search)).match(WORDS) || [];
  if (words.some((word) => HAN.test(word))) form.elements.q.value = words.join(" ");

  function element(name, text, attributes) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  }

  /** How many characters two ids share from the beginning. */
  function shared(one, other) {
    let length = 0;
    while (length < one.length && one[length] === other[length]) length += 1;
    return length;
  }

  /** The body of this id; without one, bodies of the same place, those with the most similar ids first. */
  function meant(index, id) {
    const same = index.agencies.filter((agency) => agency.id === id);
    if (same.length) return same;
    const place = id.slice(0, 6);
    if (!/^[0-9]{6}$/.test(place)) return [];
    return index.agencies
      .filter((agency) => agency.id.startsWith(place + "-"))
      .sort((a, b) => shared(b.id, id) - shared(a.id, id))
      .slice(0, OFFERED);
  }

  async function offer(id) {
    const index = await gongkaiSearch.open(root + "search/index/");
    let bodies = meant(index, id);
    if (!bodies.length || bodies[0].id !== id) {
      await index.addUnheld();
      bodies = meant(index, id);
    }
    for (const agency of bodies) {
      const item = element("li", "");
      item.append(element("a", agency.name || agency.id, { href: home + "agencies/" + agency.id + "/", lang: "zh" }), " · ");
      for (const page of agency.pages) {
        const report = index.report(page);
        item.append(element("a", report.year || report.id, { href: home + "reports/" + report.id + "/" }), " ");
      }
      if (!agency.pages.length) item.append("（" + list.dataset.unheld + "）");
      list.append(item);
    }
    box.hidden = !bodies.length;
  }

  const record = RECORD.exec(below);
  if (record && location.protocol !== "file:") offer(record[1].replace(REPORT_OF, "")).catch(console.warn);
})();
