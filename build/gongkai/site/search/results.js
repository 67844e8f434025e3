/**
 * What is found, as elements of the page: bodies, reports, the stretches of text around the words.
 * Text from the data is only ever set as text. All words of ours come from the page, in its language.
 */
(function () {
  "use strict";

  const AROUND = 36;
  const SNIPPETS = 2;

  const block = document.getElementById("gk-search-words");
  if (!block) return;
  const said = JSON.parse(block.textContent);
  const numbers = new Intl.NumberFormat(said.language);

  function filled(text, values) {
    return text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
  }

  /** Our words by their name in page.py. */
  function t(name, values) {
    return filled(said.words[name], values || {});
  }

  /** Words that count something. */
  function counted(name, count) {
    return filled(said.counted[name][count === 1 ? 0 : 1], { count: numbers.format(count) });
  }

  function element(name, text, attributes) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  }

  /** Names and texts of reports are Chinese on every page. */
  const chinese = said.foreign ? { lang: "zh" } : {};

  function nameOf(agency) {
    return agency.name || t("no_name");
  }

  function yearOf(report) {
    return (report.year ? t("year", { year: report.year }) : t("no_year")) + (report.aggregate ? t("aggregate") : "");
  }

  function placeOf(agency, index) {
    const names = [...new Set(agency.place.filter(Boolean))].map((name) => index.placeName(name));
    if (said.foreign) names.reverse();
    return [names.join(said.foreign ? ", " : " "), said.labels.level[agency.level], said.labels.sector[agency.sector]].filter(Boolean).join(" · ");
  }

  /** Append text with every word marked. */
  function mark(parent, text, words) {
    const folded = gongkaiSearch.fold(text);
    let at = 0;
    while (at < text.length) {
      let next = -1;
      let length = 0;
      for (const word of words) {
        const found = folded.indexOf(word, at);
        if (found >= 0 && (next < 0 || found < next || (found === next && word.length > length))) {
          next = found;
          length = word.length;
        }
      }
      if (next < 0) break;
      parent.append(text.slice(at, next), element("mark", text.slice(next, next + length)));
      at = next + length;
    }
    parent.append(text.slice(at));
  }

  /** Stretches of the text around the first place of each word; overlapping ones become one. */
  function stretches(body, words) {
    const folded = gongkaiSearch.fold(body);
    const found = [];
    for (const word of words) {
      const at = folded.indexOf(word);
      if (at >= 0) found.push([Math.max(0, at - AROUND), Math.min(body.length, at + word.length + AROUND)]);
    }
    found.sort((a, b) => a[0] - b[0]);
    const joined = [];
    for (const [begin, end] of found) {
      const last = joined[joined.length - 1];
      if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
      else joined.push([begin, end]);
    }
    return joined.slice(0, SNIPPETS);
  }

  function snippet(body, words) {
    const cut = stretches(body, words);
    if (!cut.length) return null;
    const paragraph = element("p", "", { class: "gk-search__snippet", ...chinese });
    cut.forEach(([begin, end], i) => {
      if (begin > 0 || i > 0) paragraph.append("…");
      mark(paragraph, body.slice(begin, end).replaceAll("\n", " "), words);
    });
    if (cut[cut.length - 1][1] < body.length) paragraph.append("…");
    return paragraph;
  }

  /** One body with links to its reports. */
  function agencyItem(index, number, run, root) {
    const agency = index.agency(number);
    const item = element("li");
    const link = element("a", "", { href: root + "agencies/" + agency.id + "/", class: "gk-search__hit", ...chinese });
    mark(link, nameOf(agency), run.words);
    item.append(link, element("p", placeOf(agency, index), { class: "gk-search__place" }));
    const years = element("p", "", { class: "gk-search__years" });
    for (const page of agency.pages) {
      if (!index.takes(page, run.chosen)) continue;
      const report = index.report(page);
      years.append(element("a", yearOf(report), { href: root + "reports/" + report.id + "/" }), " ");
    }
    if (!agency.pages.length) years.append(element("span", t("unheld"), { class: "gk-search__unheld" }));
    item.append(years);
    return item;
  }

  /** One report with its form, its doubts and where the words stand. */
  function reportItem(index, page, text, run, root) {
    const report = index.report(page);
    const item = element("li");
    const link = element("a", "", { href: root + "reports/" + report.id + "/", class: "gk-search__hit" });
    const name = element("span", "", chinese);
    mark(name, nameOf(report.agency), run.words);
    link.append(name, " " + yearOf(report));
    const doubts = element("span", report.doubts ? counted("doubts", report.doubts) : t("no_doubts"), {
      class: report.doubts ? "gk-search__doubts" : "gk-search__sound",
    });
    const about = element("p", [placeOf(report.agency, index), said.labels.form[report.form]].filter(Boolean).join(" · ") + " · ", {
      class: "gk-search__place",
    });
    about.append(doubts);
    item.append(link, about);
    const found = text && snippet(text.body, run.words);
    if (found) item.append(found);
    return item;
  }

  gongkaiSearch.page = { said, t, counted, numbers, element, agencyItem, reportItem };
})();
