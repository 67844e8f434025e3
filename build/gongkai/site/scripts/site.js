// On every page: what the theme lacks for readers without a mouse, and for pages opened from disk.
(() => {
  "use strict";

  // The menu and the search field open by buttons; the state is that of the theme's check boxes.
  const buttons = [...document.querySelectorAll("button[data-opens]")];
  const box = (button) => document.getElementById(button.dataset.opens);
  const inside = { __drawer: ".md-nav--primary a", __search: ".md-search__input" };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      box(button).click();
      // The panel moves in; what is hidden takes no focus before.
      setTimeout(() => document.querySelector(inside[button.dataset.opens])?.focus(), 50);
    });
    box(button)?.addEventListener("change", () => button.setAttribute("aria-expanded", String(box(button).checked)));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const button of buttons) {
      if (!box(button)?.checked) continue;
      box(button).click();
      button.focus();
    }
  });

  // The theme puts tables that are written in Markdown into frames that scroll: those can be reached and have a name.
  addEventListener("load", () => {
    for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) {
      frame.tabIndex = 0;
      frame.setAttribute("role", "group");
      const before = [...document.querySelectorAll("article :is(h1, h2, h3, h4)")].filter((h) => h.compareDocumentPosition(frame) & Node.DOCUMENT_POSITION_FOLLOWING);
      frame.setAttribute("aria-label", frame.querySelector("caption")?.textContent ?? before.at(-1)?.textContent ?? document.title);
    }
  });

  // A table of years wider than the screen begins at its newest year; its labels stay where they are.
  for (const table of document.querySelectorAll("table.years")) {
    const frame = table.closest(".form-wrap");
    if (frame) frame.scrollLeft = frame.scrollWidth;
  }

  // A link to something folded unfolds it.
  const unfold = () => {
    let target = null;
    try {
      target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      // A broken address names nothing on the page.
    }
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    for (const part of document.querySelectorAll("details[data-for]")) if (part.dataset.for === target.id) part.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();

  // From disk a link to a folder shows the folder: name the page in it.
  if (location.protocol === "file:") {
    const named = (url) => (url.protocol === "file:" && url.pathname.endsWith("/") ? (url.pathname += "index.html", url) : url);
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (link) link.href = named(new URL(link.href)).href;
    }, true);
    document.addEventListener("submit", (event) => {
      event.target.action = named(new URL(event.target.action)).href;
    }, true);
  }
})();
