// Below each chart: "interact" for charts of Altair, downloads for charts drawn by hand. Nothing is loaded before a click.
(() => {
  "use strict";
  const here = document.currentScript.src;
  const SVG = "http://www.w3.org/2000/svg";
  const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "font-size", "font-weight", "text-anchor", "dominant-baseline", "writing-mode", "vector-effect", "display"];
  let vega = null;

  function load() {
    vega ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL("vega.js", here).href;
      script.onload = () => (window.vegaEmbed ? done(window.vegaEmbed) : failed(new Error("no vegaEmbed")));
      script.onerror = () => { vega = null; failed(new Error("not loaded")); };
      document.head.append(script);
    });
    return vega;
  }

  async function play(figure, button, label, words) {
    const plot = figure.querySelector(".plot");
    const drawn = figure.querySelector(".played");
    if (drawn) {
      const shown = drawn.hidden;
      drawn.hidden = !shown;
      plot.hidden = shown;
      label.data = shown ? button.dataset.back : words;
      button.setAttribute("aria-pressed", String(shown));
      return;
    }
    label.data = button.dataset.wait;
    const place = document.createElement("div");
    place.className = "played";
    try {
      const embed = await load();
      const spec = JSON.parse(figure.querySelector(".vega-spec").textContent);
      plot.after(place);
      await embed(place, spec, { actions: false, renderer: "svg", tooltip: { theme: "gk" } });
      const svg = place.querySelector("svg");
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", plot.querySelector("svg").getAttribute("aria-label"));
      plot.hidden = true;
      label.data = button.dataset.back;
      button.setAttribute("aria-pressed", "true");
    } catch (error) {
      place.remove();
      label.data = button.dataset.failed;
      console.warn(error);
    }
  }

  // The drawing as it looks, on the paper of the page: styles are written into it, since the file has no style sheet.
  function copied(svg) {
    const box = svg.getBoundingClientRect();
    const copy = svg.cloneNode(true);
    const pairs = [svg, ...svg.querySelectorAll("*")].map((from, at) => [from, at ? copy.querySelectorAll("*")[at - 1] : copy]);
    for (const [from, to] of pairs) {
      const style = getComputedStyle(from);
      for (const name of KEPT) {
        const value = style.getPropertyValue(name);
        if (value && value !== "none" || name === "fill" || name === "stroke") to.setAttribute(name, value);
      }
      to.removeAttribute("class");
      to.removeAttribute("style");
    }
    const width = Math.ceil(box.width), height = Math.ceil(box.height);
    copy.setAttribute("xmlns", SVG);
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const style = getComputedStyle(document.body);
    copy.setAttribute("font-family", style.fontFamily);
    const paper = document.createElementNS(SVG, "rect");
    const view = copy.getAttribute("viewBox").split(/[\s,]+/);
    for (const [name, value] of [["x", view[0]], ["y", view[1]], ["width", view[2]], ["height", view[3]], ["fill", style.backgroundColor]]) paper.setAttribute(name, value);
    copy.prepend(paper);
    return { text: new XMLSerializer().serializeToString(copy), width, height };
  }

  async function picture({ text, width, height }) {
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * 2;
    canvas.height = height * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  function values(table) {
    const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    return [...table.rows].map((row) => [...row.cells].map((cell) => quoted(cell.classList.contains("b") ? "" : cell.textContent.trim().replace(/^-?\d{1,3}(,\d{3})+(\.\d+)?$/, (n) => n.replaceAll(",", "")))).join(",")).join("\n") + "\n";
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function take(figure, svg) {
    const caption = figure.querySelector("figcaption, h3, h4")?.textContent.trim() || svg.getAttribute("aria-label")?.slice(0, 40) || document.title;
    const table = figure.querySelector("table");
    const makes = {
      PNG: async () => picture(copied(svg)),
      SVG: async () => new Blob([copied(svg).text], { type: "image/svg+xml" }),
      ...(table && { CSV: async () => new Blob(["\ufeff", values(table)], { type: "text/csv" }) }),
    };
    const line = document.createElement("p");
    line.className = "takes";
    for (const [kind, make] of Object.entries(makes)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = kind;
      button.setAttribute("aria-label", `${kind} ${caption}`);
      button.addEventListener("click", async () => save(await make(), `${document.title.split(" - ")[0]} ${caption}.${kind.toLowerCase()}`));
      line.append(button);
    }
    figure.append(line);
  }

  window.gongkaiChart = { take };
  function dress(figure) {
    const button = figure.querySelector("button.play");
    const svg = figure.querySelector("svg");
    if (!svg || figure.dataset.dressed) return;
    figure.dataset.dressed = "";
    if (button) {
      const label = button.firstChild, words = label.data;
      button.hidden = false;
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => play(figure, button, label, words));
    } else if (!figure.querySelector(".takes")) {
      take(figure, svg);
    }
  }

  const all = () => document.querySelectorAll("figure.chart:not([data-dressed])").forEach(dress);
  all();
  // Charts that another script draws come later.
  new MutationObserver(all).observe(document.querySelector("article") ?? document.body, { childList: true, subtree: true });
})();
