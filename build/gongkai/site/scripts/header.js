// Before the theme's script: that fetches the index of the search box with every page, and the index grows with the
// number of bodies (58 KB of 4,000). It waits here until somebody turns to the box.
(() => {
  "use strict";

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
