// Below each chart: "interact" for charts of Altair, downloads for charts drawn by hand. Nothing is loaded before a click.
(() => {
  "use strict";
  const here = document.currentScript.src;
  const ENGLISH = /*english*/ {};
  const _ = (text) => (document.documentElement.lang.startsWith("en") && ENGLISH[text]) || text;
  const SVG = "http://www.w3.org/2000/svg";
  const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "font-size", "font-weight", "text-anchor", "dominant-baseline", "writing-mode", "vector-effect", "display"];
  const loading = {}; // name -> promise

  /** Another script of ours, loaded when it is needed for the first time; `made` is what it leaves in the window. */
  function load(name, made) {
    if (window[made]) return window[made];
    loading[name] ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL(name, here).href;
      script.onload = () => (window[made] ? done(window[made]) : failed(new Error(`${name} without ${made}`)));
      script.onerror = () => failed(new Error(`${name} not loaded`));
      document.head.append(script);
    });
    // What did not come is asked for again by the next click.
    loading[name].catch(() => delete loading[name]);
    return loading[name];
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
    if ("playing" in figure.dataset) return;
    figure.dataset.playing = "";
    label.data = button.dataset.wait;
    const place = document.createElement("div");
    place.className = "played";
    try {
      const embed = await load("vega.js", "vegaEmbed");
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
    } finally {
      delete figure.dataset.playing;
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

  /** The figure of a cell without the notes and signs beside it; empty where there is none. */
  function value(cell) {
    if (cell.matches(".b, .gap")) return "";
    const bare = cell.cloneNode(true);
    bare.querySelectorAll("small, sup, .compare__sign").forEach((aside) => aside.remove());
    return bare.textContent.trim().replace(/^-?\d{1,3}(,\d{3})+(\.\d+)?$/, (number) => number.replaceAll(",", ""));
  }

  async function values(table) {
    const csv = await load("csv.js", "gongkaiCsv");
    return [...table.rows].map((row) => csv.line([...row.cells].map(value)));
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
      ...(table && { CSV: async () => new Blob(["\ufeff", ...(await values(table))], { type: "text/csv" }) }),
    };
    const line = document.createElement("p");
    const said = document.createElement("span");
    said.setAttribute("role", "alert");
    line.className = "takes";
    for (const [kind, make] of Object.entries(makes)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = kind;
      button.setAttribute("aria-label", `${kind} ${caption}`);
      button.addEventListener("click", async () => {
        said.remove();
        try {
          save(await make(), `${document.title.split(" - ")[0]} ${caption}.${kind.toLowerCase()}`);
        } catch (error) {
          said.textContent = _("文件没有做成：请再试一次，或换一种格式。");
          line.append(said);
          console.warn(error);
        }
      });
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
