/**
 * Taking results along: the reports found as a CSV file made in the browser, and the address of the search.
 *
 * gongkaiSearch.take.csv(index, run, text): offers the file; `text(page)` reads a report's text.
 * gongkaiSearch.take.copy(): puts the address on the clipboard.
 */
(function () {
  "use strict";

  const FILE = "gongkai-search.csv";
  /** Reports whose texts are read to see whether they hold the words as they stand; each is a file to fetch. */
  const MOST_CHECKED = 200;
  const AT_ONCE = 20;
  const COLUMNS = [
    "report_id", "year", "scope", "form", "agency_id", "name", "province", "city", "county", "level", "sector",
    "findings_failed", "page", "checked",
  ];

  if (!gongkaiSearch.page) return;
  const { t, element } = gongkaiSearch.page;
  const said = document.getElementById("gk-search-taken");
  const root = document.getElementById("gk-search").dataset.root;

  function row(index, page, checked) {
    const { id, year, agency, form, doubts, aggregate } = index.report(page);
    const address = new URL(root + "reports/" + id + "/", location.href).href;
    return gongkaiCsv.line([
      id, year, aggregate ? "aggregate" : "own", form, agency.id, agency.name, ...agency.place, agency.level, agency.sector,
      doubts, address, checked,
    ]);
  }

  let busy = false;

  async function csv(index, run, text) {
    if (busy) return;
    busy = true;
    said.textContent = t("preparing");
    try {
      said.textContent = (await offer(index, run, text)) ? t("unchecked") : "";
    } catch (error) {
      said.textContent = t("failed");
      console.warn(error);
    } finally {
      busy = false;
    }
  }

  /** Offers the file; how many of its reports were not checked. */
  async function offer(index, run, text) {
    const rows = [];
    let toCheck = MOST_CHECKED;
    let unchecked = 0;
    for (let from = 0; from < run.reports.length; from += AT_ONCE) {
      const made = run.reports.slice(from, from + AT_ONCE).map(async (page) => {
        const unmet = run.exact ? [] : run.unmet(page);
        if (!unmet.length) return row(index, page, true);
        if (toCheck-- <= 0) {
          unchecked += 1;
          return row(index, page, false);
        }
        return index.holds(await text(page), unmet) ? row(index, page, true) : "";
      });
      rows.push(...(await Promise.all(made)).filter(Boolean));
    }
    // The mark at the beginning tells spreadsheets that the file is UTF-8.
    const file = new Blob(["\ufeff", gongkaiCsv.line(COLUMNS), ...rows], { type: "text/csv;charset=utf-8" });
    const link = element("a", "", { href: URL.createObjectURL(file), download: FILE });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    return unchecked;
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      said.textContent = t("copied");
    } catch {
      const field = element("input", "", { readonly: "", "aria-label": t("copy_failed") });
      field.value = location.href;
      said.replaceChildren(t("copy_failed"), field);
      field.select();
    }
  }

  gongkaiSearch.take = { csv, copy };
})();
