/**
 * The search page: what a reader asks stands in the address, what is found stands in lists that replace each other.
 */
(function () {
  "use strict";

  const AGENCIES_SHOWN = 5;
  const REPORTS_AT_FIRST = 10;
  const REPORTS_A_PAGE = 20;
  /** Texts read in search of those that hold the words as they stand, before what was found so far is shown. */
  const MOST_READ = 30;
  /** Milliseconds without a key before an answer is looked for, and before a search is said to be under way. */
  const PAUSE = 250;
  const SLOW = 400;

  const form = document.getElementById("gk-search");
  if (!form) return;
  const { t, counted, element, agencyItem, reportItem, said } = gongkaiSearch.page;
  const { FACETS } = gongkaiSearch;
  const input = form.elements.q;
  const root = form.dataset.root;
  const byId = (name) => document.getElementById("gk-search-" + name);
  const status = byId("status");
  const found = byId("found");
  const agencySection = byId("agencies");
  const reportSection = byId("reports");
  const agencyList = agencySection.querySelector("ul");
  const reportList = reportSection.querySelector("ol");
  const allAgencies = byId("all-agencies");
  const near = byId("near");
  const regions = byId("regions");
  const more = byId("more");

  // The theme's search box would take ?q= for itself: it opens over the page, and drops it from the address.
  // This script therefore runs before the theme's, and the page has one search box only.
  for (const box of document.querySelectorAll('[data-md-component="search"], header :is([for="__search"], [data-opens="__search"])')) box.remove();

  // Stands in the page for readers without scripts, and for the day this file does not load.
  byId("off").remove();
  byId("layout").hidden = false;

  if (location.protocol === "file:") {
    status.textContent = t("from_disk");
    for (const control of form.querySelectorAll("input, button")) control.disabled = true;
    form.querySelector(".gk-search__try").remove();
    return;
  }

  const texts = new Map();
  let opening = null;
  let index = null;
  let asked = 0;
  /** Address of the question asked last; null if its answer failed. */
  let question = null;
  let current = null;
  let waiting = 0;
  /** Whether the address of the moment was made by typing: further typing changes it instead of adding to the history. */
  let typed = false;

  function opened() {
    opening = opening || gongkaiSearch.open(form.dataset.index, said.language, said.labels.sector);
    opening.catch(() => (opening = null));
    return opening;
  }

  /** What is asked: the words of the form, the facets of the address. A value that no report has is dropped. */
  function state() {
    const parameters = new URLSearchParams(location.search);
    const chosen = { q: input.value.trim() };
    for (const name of FACETS) {
      const value = parameters.get(name) || "";
      chosen[name] = !index || index.values(name).includes(value) ? value : "";
    }
    return chosen;
  }

  function address(chosen) {
    const parameters = new URLSearchParams();
    for (const name of ["q", ...FACETS]) if (chosen[name]) parameters.set(name, chosen[name]);
    const query = parameters.toString();
    return location.pathname + (query ? "?" + query : "");
  }

  function go(chosen, byTyping) {
    const target = address(chosen);
    if (target === question) {
      // Enter after the answer came while typing: the same list would come again, under the reader's hands.
      // What was confirmed so keeps its place in the history.
      typed = typed && byTyping;
      return;
    }
    if (target !== location.pathname + location.search) history[byTyping && typed ? "replaceState" : "pushState"](null, "", target);
    typed = byTyping;
    run();
  }

  function textOf(page) {
    if (!texts.has(page)) {
      const text = index.text(page);
      text.catch(() => texts.delete(page));
      texts.set(page, text);
    }
    return texts.get(page);
  }

  /** The next reports as items; those that hold the pairs but not the words are left out and no longer counted. */
  async function next(run, wanted) {
    const items = [];
    const last = Math.min(run.reports.length, run.next + Math.max(wanted, MOST_READ));
    while (items.length < wanted && run.next < last) {
      const pages = run.reports.slice(run.next, Math.min(last, run.next + wanted - items.length));
      run.next += pages.length;
      const read = await Promise.all(pages.map((page) => (run.words.length ? textOf(page) : null)));
      pages.forEach((page, i) => {
        const unmet = run.unmet(page);
        if (unmet.length && !index.holds(read[i], unmet)) run.dropped += 1;
        else items.push(reportItem(index, page, read[i], run, root));
      });
    }
    run.shown += items.length;
    return items;
  }

  async function showMore() {
    const run = current;
    const before = { ...run };
    more.disabled = true;
    try {
      const items = await next(run, REPORTS_A_PAGE);
      // Another search may be under way: its address is not to be marked, nor its reader to be moved.
      if (run.number !== asked) return;
      reportList.append(...items);
      history.replaceState({ shown: run.shown }, "");
      say(run);
      more.disabled = false;
      (items.length ? items[0].querySelector("a") : more.hidden ? input : more).focus();
    } catch (error) {
      Object.assign(run, before);
      if (run.number === asked) status.textContent = t("failed");
      console.warn(error);
    } finally {
      more.disabled = false;
    }
  }

  function say(run) {
    const reports = run.reports.length - run.dropped;
    const asking = run.words.length ? t("asked", { words: run.chosen.q }) : "";
    more.hidden = run.next >= run.reports.length;
    reportSection.hidden = !run.shown && more.hidden;
    if (!run.agencies.length && !reports) {
      const short = run.words.length && !run.words.flatMap(gongkaiSearch.keys).length;
      const narrowed = FACETS.some((name) => run.chosen[name]);
      status.textContent = asking + t(short ? "too_short" : narrowed ? "nothing_narrowed" : "nothing");
      return;
    }
    const sure = run.exact || run.next >= run.reports.length;
    const count = counted("reports", reports);
    const parts = [
      run.agencies.length ? counted("agencies", run.agencies.length) : "",
      sure ? count : t("about", { text: count }),
      run.shown < reports ? counted("listed", run.shown) : "",
    ];
    status.textContent = asking + parts.filter(Boolean).join(t("between")) + t("end");
  }

  function showAgencies(run, numbers, all) {
    const listed = all ? numbers : numbers.slice(0, AGENCIES_SHOWN);
    agencyList.replaceChildren(...listed.map((number) => agencyItem(index, number, run, root)));
    agencySection.hidden = !numbers.length;
    allAgencies.hidden = listed.length === numbers.length;
    allAgencies.textContent = counted("all_agencies", numbers.length);
    allAgencies.onclick = () => {
      showAgencies(run, numbers, true);
      agencyList.children[AGENCIES_SHOWN].querySelector("a").focus();
    };
  }

  function showRegions(run) {
    const places = gongkaiSearch.names.regions(index, run.wanted);
    regions.hidden = !places.length;
    regions.replaceChildren(t("region"));
    for (const { code, names } of places) {
      const name = names.map((part) => index.placeName(part)).join(" › ");
      regions.append(element("a", name, { href: root + "regions/" + code + "/", class: "gk-search__hit" }), " ");
    }
  }

  /** Nothing found: names that differ in one character. */
  function showNear(run) {
    const numbers = run.words.length && !run.shown && !run.agencies.length ? gongkaiSearch.names.near(index, run.wanted) : [];
    near.hidden = !numbers.length;
    near.replaceChildren(t("near"));
    numbers.forEach((number, i) => {
      const { name } = index.agency(number);
      near.append(i ? t("near_between") : "", element("a", name, { href: address({ q: name }), lang: "zh" }));
    });
    if (numbers.length) showAgencies({ ...run, chosen: {} }, numbers, true);
  }

  function clear() {
    for (const part of [agencySection, reportSection, near, regions, more]) part.hidden = true;
    status.textContent = "";
  }

  async function run() {
    const number = ++asked;
    question = location.pathname + location.search;
    const slow = setTimeout(() => number === asked && (status.textContent = t("searching")), SLOW);
    found.setAttribute("aria-busy", "true");
    try {
      index = index || (await opened());
      const chosen = state();
      const answer = await index.query(chosen.q, chosen);
      if (number !== asked) return;
      const exact = answer.words.every((word) => gongkaiSearch.keys(word)[0] === word);
      const here = { ...answer, number, chosen, exact, next: 0, shown: 0, dropped: 0 };
      const wanted = Math.max(REPORTS_AT_FIRST, (history.state && history.state.shown) || 0);
      const items = await next(here, wanted);
      if (number !== asked) return;
      current = here;
      gongkaiSearch.facets.show(index, here, (changes) => address({ ...chosen, ...changes }));
      showAgencies(here, here.agencies, false);
      showRegions(here);
      reportList.replaceChildren(...items);
      say(here);
      showNear(here);
    } catch (error) {
      if (number !== asked) return;
      question = null;
      clear();
      status.textContent = t("failed");
      console.warn(error);
    } finally {
      clearTimeout(slow);
      if (number === asked) found.removeAttribute("aria-busy");
    }
  }

  function ask(byTyping) {
    clearTimeout(waiting);
    go(state(), byTyping);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(false);
  });
  // While characters are being composed from pinyin, what stands in the box is not yet a word.
  input.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(() => ask(true), PAUSE);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(true), PAUSE);
  });
  input.addEventListener("focus", () => opened().catch(() => {}));

  /** Links that only change the search change it here; with a key held they open as links do. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#gk-search a, #gk-search-layout a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const target = new URL(link.href);
    if (target.pathname !== location.pathname) return;
    event.preventDefault();
    history.pushState(null, "", target);
    restore();
  });

  /** Arrow keys walk from the box through the results and back. */
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && found.contains(document.activeElement)) input.focus();
    if (!step || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const places = [input, ...[...found.querySelectorAll(".gk-search__hit")].filter((link) => link.offsetParent)];
    const at = places.indexOf(document.activeElement);
    if (at < 0 || !places[at + step]) return;
    event.preventDefault();
    places[at + step].focus();
  });

  byId("csv").addEventListener("click", () => current && gongkaiSearch.take.csv(index, current, textOf));
  byId("copy").addEventListener("click", gongkaiSearch.take.copy);
  more.addEventListener("click", showMore);

  function restore() {
    input.value = new URLSearchParams(location.search).get("q") || "";
    typed = false;
    clearTimeout(waiting);
    return run();
  }

  window.addEventListener("popstate", restore);
  restore();
})();
