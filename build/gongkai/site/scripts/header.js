// Before the theme's script.
(() => {
  "use strict";

  // Pages of reports, bodies and places have their menu once, as tabs; the menu of narrow screens repeats them.
  const menu = document.querySelector("[data-of-tabs]");
  for (const tab of menu ? document.querySelectorAll(".md-tabs__link") : []) {
    const link = document.createElement("a");
    link.href = tab.getAttribute("href");
    link.className = "md-nav__link";
    link.textContent = tab.textContent.trim();
    const item = document.createElement("li");
    item.className = "md-nav__item";
    item.append(link);
    menu.append(item);
  }

  // To the same page in the other language goes along what stands behind `?` and `#`.
  for (const link of document.querySelectorAll(".tongue")) {
    for (const name of ["pointerdown", "focus", "click"]) {
      link.addEventListener(name, () => {
        link.search = location.search;
        link.hash = location.hash;
      });
    }
  }

  // The theme fetches the index of the search box with every page, and the index grows with the number of bodies
  // (58 KB of 4,000). It waits here until somebody turns to the box.
  const BOX = ".md-search__input";
  const { open } = XMLHttpRequest.prototype;

  XMLHttpRequest.prototype.open = function (method, url, ...more) {
    open.call(this, method, url, ...more);
    if (!String(url).endsWith("/search_index.json") || document.activeElement?.matches(BOX)) return;
    this.send = () => {
      const turned = (event) => {
        if (!event.target.matches?.(BOX)) return;
        removeEventListener("focusin", turned);
        delete this.send;
        this.send();
      };
      addEventListener("focusin", turned);
    };
  };
})();
