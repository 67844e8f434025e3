/**
 * The search page: what a reader asks stands in the address, what is found stands in two lists.
 * Text from the data is only ever set as textContent.
 */
(function () {
  "use strict";

  const AGENCIES_SHOWN = 5;
  const REPORTS_A_PAGE = 20;
  const AROUND = 36;
  const SNIPPETS = 2;
  const FILTERS = ["year", "province", "sector", "level"];

  const form = document.getElementById("gk-search");
  if (!form) return;
  const status = document.getElementById("gk-search-status");
  const filterBox = document.getElementById("gk-search-filters");
  const agencySection = document.getElementById("gk-search-agencies");
  const reportSection = document.getElementById("gk-search-reports");
  const agencyList = agencySection.querySelector("ul");
  const reportList = reportSection.querySelector("ol");
  const more = document.getElementById("gk-search-more");
  const root = form.dataset.root;

  // The theme's search box would take ?q= for itself: it opens over the page, and drops it from the address.
  // This script therefore runs before the theme's, and the page has one search box only.
  for (const box of document.querySelectorAll('[data-md-component="search"], header [for="__search"]')) box.remove();

  // Stands in the page for readers without scripts, and for the day this file does not load.
  document.getElementById("gk-search-off").remove();

  if (location.protocol === "file:") {
    status.textContent =
      "全文检索要经由网页服务器使用：直接打开文件时，浏览器不允许读取检索数据。可运行 gongkai serve，或在网站目录运行 python -m http.server。";
    return;
  }

  filterBox.hidden = false;
  const texts = new Map();
  let index = null;
  let asked = 0;
  let current = null;

  function element(name, text, attributes) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  }

  function nameOf(agency) {
    return agency.name || "机关不详";
  }

  function placeOf(agency) {
    return [[...new Set(agency.place.filter(Boolean))].join(" "), agency.levelLabel, agency.sectorLabel].filter(Boolean).join(" · ");
  }

  function state() {
    const values = new FormData(form);
    const chosen = { q: String(values.get("q") || "").trim() };
    for (const name of FILTERS) chosen[name] = String(values.get(name) || "");
    return chosen;
  }

  function address(chosen) {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(chosen)) if (value) parameters.set(name, value);
    const query = parameters.toString();
    return location.pathname + (query ? "?" + query : "");
  }

  /** Fill the form from the address. A value that no option has is dropped. */
  function restore() {
    const parameters = new URLSearchParams(location.search);
    form.elements.q.value = parameters.get("q") || "";
    for (const name of FILTERS) {
      const select = form.elements[name];
      select.value = parameters.get(name) || "";
      if (select.selectedIndex < 0) select.value = "";
    }
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
    const paragraph = element("p", "", { class: "gk-search__snippet" });
    cut.forEach(([begin, end], i) => {
      if (begin > 0 || i > 0) paragraph.append("…");
      mark(paragraph, body.slice(begin, end).replaceAll("\n", " "), words);
    });
    if (cut[cut.length - 1][1] < body.length) paragraph.append("…");
    return paragraph;
  }

  function textOf(page) {
    if (!texts.has(page)) texts.set(page, index.text(page));
    return texts.get(page);
  }

  function agencyItem(number, words, filters) {
    const agency = index.agency(number);
    const item = element("li");
    const link = element("a", "", { href: root + "agencies/" + agency.id + "/" });
    mark(link, nameOf(agency), words);
    item.append(link, element("p", placeOf(agency), { class: "gk-search__place" }));
    const years = element("p", "", { class: "gk-search__years" });
    for (const page of agency.pages) {
      if (!index.takes(page, filters)) continue;
      const report = index.report(page);
      years.append(element("a", report.year ? report.year + "年" : "年度不详", { href: root + "reports/" + report.id + "/" }), " ");
    }
    item.append(years);
    return item;
  }

  function reportItem(page, text, words) {
    const report = index.report(page);
    const item = element("li");
    const link = element("a", "", { href: root + "reports/" + report.id + "/" });
    mark(link, nameOf(report.agency) + (report.year ? " " + report.year + "年" : ""), words);
    item.append(link, element("p", placeOf(report.agency), { class: "gk-search__place" }));
    const found = text && snippet(text.body, words);
    if (found) item.append(found);
    return item;
  }

  /** Show the next reports; those that hold the pairs but not the words are left out and no longer counted. */
  async function showMore(run, focus) {
    const wanted = run.shown + REPORTS_A_PAGE;
    more.disabled = true;
    let first = null;
    while (run.shown < wanted && run.next < run.reports.length) {
      const pages = run.reports.slice(run.next, run.next + wanted - run.shown);
      run.next += pages.length;
      const read = await Promise.all(pages.map((page) => (run.words.length ? textOf(page) : null)));
      if (run.number !== asked) return;
      pages.forEach((page, i) => {
        const named = run.theirs.has(index.agencyOf[page]);
        if (read[i] && !named && !index.holds(read[i], run.words)) {
          run.dropped += 1;
          return;
        }
        const item = reportItem(page, read[i], run.words);
        first = first || item;
        reportList.append(item);
        run.shown += 1;
      });
    }
    more.disabled = false;
    more.hidden = run.next >= run.reports.length;
    reportSection.hidden = !run.shown;
    say(run);
    if (focus && first) first.querySelector("a").focus();
  }

  function say(run) {
    const reports = run.reports.length - run.dropped;
    const asking = run.words.length ? "“" + run.chosen.q + "”：" : "";
    if (!run.agencies.length && !reports) {
      const short = run.words.length && !run.words.flatMap(gongkaiSearch.keys).length;
      const narrowed = FILTERS.some((name) => run.chosen[name]);
      status.textContent =
        asking +
        (short ? "一个字无法检索正文，请至少输入两个字。" : "没有找到年报。请换用较短的词" + (narrowed ? "，或清除筛选" : "") + "再试。");
      return;
    }
    const about = run.exact || run.next >= run.reports.length ? "" : "约 ";
    status.textContent =
      asking +
      (run.agencies.length ? run.agencies.length + " 个机关，" : "") +
      about +
      reports +
      " 份年报" +
      (run.shown < reports ? "，已列出 " + run.shown + " 份" : "") +
      "。";
  }

  function count(facets) {
    for (const name of FILTERS) {
      for (const option of form.elements[name].options) {
        if (!option.value) continue;
        option.dataset.label = option.dataset.label || option.textContent;
        option.textContent = option.dataset.label + "（" + (facets[name].get(option.value) || 0) + "）";
      }
    }
  }

  function showAgencies(run, all) {
    const listed = all ? run.agencies : run.agencies.slice(0, AGENCIES_SHOWN);
    agencyList.replaceChildren(...listed.map((number) => agencyItem(number, run.words, run.chosen)));
    if (listed.length < run.agencies.length) {
      const button = element("button", "全部 " + run.agencies.length + " 个机关", { type: "button" });
      button.addEventListener("click", () => {
        showAgencies(run, true);
        agencyList.children[AGENCIES_SHOWN].querySelector("a").focus();
      });
      const item = element("li");
      item.append(button);
      agencyList.append(item);
    }
    agencySection.hidden = !run.agencies.length;
  }

  async function run() {
    const number = ++asked;
    const chosen = state();
    const nothing = Object.values(chosen).every((value) => !value);
    agencySection.hidden = true;
    reportSection.hidden = true;
    more.hidden = true;
    agencyList.replaceChildren();
    reportList.replaceChildren();
    current = null;
    if (nothing && !index) {
      status.textContent = "";
      return;
    }
    status.textContent = "正在检索……";
    try {
      index = index || (await gongkaiSearch.open(form.dataset.index));
      const found = await index.query(chosen.q, chosen);
      if (number !== asked) return;
      count(found.facets);
      if (nothing) {
        status.textContent = "";
        return;
      }
      const exact = found.words.every((word) => gongkaiSearch.keys(word)[0] === word);
      current = { ...found, number, chosen, exact, next: 0, shown: 0, dropped: 0 };
      showAgencies(current, false);
      await showMore(current, false);
    } catch (error) {
      if (number !== asked) return;
      status.textContent = "检索数据未能取得，请检查网络后再试。";
      console.warn(error);
    }
  }

  function go(push) {
    const target = address(state());
    if (target !== location.pathname + location.search) history[push ? "pushState" : "replaceState"](null, "", target);
    run();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(true);
  });
  filterBox.addEventListener("change", () => go(true));
  document.getElementById("gk-search-reset").addEventListener("click", () => {
    for (const name of FILTERS) form.elements[name].value = "";
    go(true);
    form.elements.q.focus();
  });
  more.addEventListener("click", () => current && showMore(current, true));
  window.addEventListener("popstate", () => {
    restore();
    run();
  });
  restore();
  run();
})();
