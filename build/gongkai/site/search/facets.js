/**
 * Facets: for each value the number of reports it would leave, as a link; what is chosen, as links that take it away.
 *
 * gongkaiSearch.facets.show(index, run, href): `href(changes)` gives the address with these values changed.
 */
(function () {
  "use strict";

  const SHOWN = 8;
  const WIDE = window.matchMedia("(min-width: 60em)");

  if (!gongkaiSearch.page) return;
  const { said, t, numbers, element } = gongkaiSearch.page;
  const box = document.getElementById("gk-search-facets");
  const lists = document.getElementById("gk-search-facet-lists");
  const chips = document.getElementById("gk-search-chips");
  const chosenCount = document.getElementById("gk-search-chosen");
  /** Facets whose long list the reader has opened. */
  const opened = new Set();

  function fold() {
    box.open = WIDE.matches;
  }
  WIDE.addEventListener("change", fold);
  fold();

  function label(index, facet, value) {
    if (value === gongkaiSearch.NONE) return t("unknown");
    if (facet === "province" || facet === "city") return index.placeName(value);
    return (said.labels[facet] && said.labels[facet][value]) || value;
  }

  /** Whoever leaves the province leaves its city. */
  function changes(facet, value) {
    return facet === "province" ? { province: value, city: "" } : { [facet]: value };
  }

  function valueItem(index, run, facet, value, count, href) {
    const active = run.chosen[facet] === value;
    const link = element("a", "", { href: href(changes(facet, active ? "" : value)), "data-facet": facet, "data-value": value });
    if (active) link.setAttribute("aria-current", "true");
    link.append(element("span", label(index, facet, value)), " ", element("span", numbers.format(count), { class: "gk-search__count" }));
    const item = element("li");
    item.append(link);
    return item;
  }

  function facetList(index, run, facet, href, again) {
    if (facet === "city" && !run.chosen.province) return null;
    const counts = run.facets[facet];
    const values = index.values(facet).filter((value) => counts.get(value) || run.chosen[facet] === value);
    if (!values.length || (values.length === 1 && values[0] === gongkaiSearch.NONE)) return null;
    const group = element("section", "", { "aria-labelledby": "gk-facet-" + facet });
    const list = element("ul");
    const all = opened.has(facet) || values.length <= SHOWN + 1;
    // Of a long list those with the most reports, in the order of the list.
    const most = [...values].sort((a, b) => (counts.get(b) || 0) - (counts.get(a) || 0)).slice(0, SHOWN);
    const shown = all ? values : values.filter((value) => most.includes(value) || run.chosen[facet] === value);
    for (const value of shown) list.append(valueItem(index, run, facet, value, counts.get(value) || 0, href));
    group.append(element("h2", said.facets[facet], { id: "gk-facet-" + facet }), list);
    if (values.length > SHOWN + 1) {
      const text = all ? t("fewer_values") : t("all_values", { count: values.length });
      const button = element("button", text, { type: "button", "data-facet": facet, "aria-expanded": String(all) });
      button.addEventListener("click", () => {
        if (all) opened.delete(facet);
        else opened.add(facet);
        again();
      });
      group.append(button);
    }
    return group;
  }

  function showChips(index, run, href) {
    const active = gongkaiSearch.FACETS.filter((facet) => run.chosen[facet]);
    const items = active.map((facet) => {
      const item = element("li");
      const text = t("chosen", { facet: said.facets[facet], value: label(index, facet, run.chosen[facet]) });
      const link = element("a", text, { href: href(changes(facet, "")), "data-facet": facet });
      link.append(element("span", " ×", { "aria-hidden": "true" }), element("span", t("between") + t("remove"), { class: "vh" }));
      item.append(link);
      return item;
    });
    chips.replaceChildren(...items);
    chips.hidden = !items.length;
    chosenCount.textContent = items.length ? " " + numbers.format(items.length) : "";
  }

  function show(index, run, href) {
    const held = document.activeElement;
    const inside = lists.contains(held) || chips.contains(held);
    const key = inside && [held.tagName, held.dataset.facet, held.dataset.value].join();
    const again = () => show(index, run, href);
    const groups = gongkaiSearch.FACETS.map((facet) => facetList(index, run, facet, href, again));
    lists.replaceChildren(...groups.filter(Boolean));
    showChips(index, run, href);
    box.hidden = !lists.children.length;
    if (!inside) return;
    // The element that had the focus was replaced: its successor takes it, or what stands first.
    const all = [...lists.querySelectorAll("a, button"), ...chips.querySelectorAll("a")];
    const next = all.find((other) => [other.tagName, other.dataset.facet, other.dataset.value].join() === key);
    (next || box.querySelector("summary")).focus({ preventScroll: true });
    if (document.activeElement === document.body) document.getElementById("gk-search-text").focus();
  }

  gongkaiSearch.facets = { show };
})();
