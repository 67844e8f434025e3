// Maps of tiles: shows another measure or another year. Without this script a map shows the first of each.
for (const map of document.querySelectorAll("figure.map")) {
  const part = (name) => map.querySelector(`[data-map="${name}"]`);
  const data = JSON.parse(map.querySelector("script").textContent);
  const measures = part("measures");
  const years = part("years");
  const chosen = (select) => select.options[select.selectedIndex].text;

  function show() {
    const view = data.views[measures.value][years ? years.value : "all"];
    part("measure").textContent = chosen(measures);
    if (years) part("year").textContent = chosen(years);
    part("said").textContent = data.said[measures.value];
    for (const tile of map.querySelectorAll(".squares > li")) {
      const [shade, text] = (view.t[tile.dataset.code] ?? `0|${tile.dataset.none ?? data.none}`).split("|");
      tile.className = `q${shade}`;
      tile.querySelector("b").textContent = text;
    }
    const key = map.querySelector(".map-key");
    key.replaceChildren(
      ...view.l.map(([shade, label]) => {
        const item = document.createElement("li");
        item.className = `q${shade}`;
        item.textContent = label;
        return item;
      }),
      key.lastElementChild,
    );
  }

  map.querySelector("form").hidden = false;
  map.addEventListener("change", show);
  // The browser may have kept a choice from an earlier visit.
  show();
}
