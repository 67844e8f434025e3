/**
 * The page compare/: chosen bodies side by side. The state stands in the address:
 *   a=<agency_id> (up to six times), y=<first>-<last>, f=<set of figures>, s=aggregate
 * Data come as scripts (agencies/<id>/compare.js), so that a copy on disk works too.
 */
(function () {
  "use strict";

  const form = document.getElementById("compare");
  if (!form) return;
  const $ = (name) => document.getElementById("compare-" + name);
  const setup = JSON.parse($("setup").textContent);
  const words = JSON.parse($("words").textContent);
  const told = (word, values) => words[word].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const base = form.dataset.base;
  const RATIOS = "ratios";
  const OPTIONS = 12;
  const SHAPES = ["circle", "square", "triangle", "diamond", "down", "cross"];
  const DASHES = ["", "7 3", "2 3", "9 3 2 3", "4 2", "1 4"];

  const bodies = new Map(); // id -> what its file holds
  let list = null; // {bodies, short} once loaded
  let state = read();

  // ---- the address ----

  function read() {
    const asked = new URLSearchParams(location.search);
    const ids = [...new Set(asked.getAll("a").filter((id) => /^[a-z0-9-]+$/.test(id)))].slice(0, setup.most);
    const years = /^(\d{4})(?:-(\d{4}))?$/.exec(asked.get("y") || "");
    const sets = [...setup.sets.map((each) => each.code), RATIOS];
    return {
      ids: ids,
      years: years ? [Number(years[1]), Number(years[2] || years[1])].sort() : null,
      set: sets.includes(asked.get("f")) ? asked.get("f") : sets[0],
      scope: asked.get("s") === "aggregate" ? "aggregate" : "own",
    };
  }

  function address() {
    const asked = new URLSearchParams(state.ids.map((id) => ["a", id]));
    if (state.years) asked.set("y", state.years.join("-"));
    if (state.set !== setup.sets[0].code) asked.set("f", state.set);
    if (state.scope !== "own") asked.set("s", state.scope);
    const query = asked.toString();
    return location.href.replace(/[?#].*$/, "") + (query ? "?" + query : "");
  }

  function remember() {
    try {
      history.replaceState(null, "", address());
    } catch {
      // A copy on disk may not change its address in some browsers; the link to copy is right all the same.
    }
  }

  // ---- loading ----

  function load(url) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = resolve;
      script.onerror = () => reject(new Error(url));
      document.head.append(script);
    });
  }

  window.gongkaiCompare = (body) => bodies.set(body.id, body);
  window.gongkaiBodies = (found) => {
    list = found;
  };

  async function fetchBody(id) {
    if (!bodies.has(id)) await load(base + "agencies/" + id + "/" + setup.file);
    return bodies.has(id);
  }

  async function fetchList() {
    if (!list) await load(form.dataset.list);
  }

  // ---- choosing ----

  function say(text) {
    $("status").textContent = text;
  }

  async function add(id) {
    if (state.ids.includes(id)) return say(words.already);
    if (state.ids.length >= setup.most) return say(told("full", { most: setup.most }));
    state.ids.push(id);
    await update();
    if (bodies.has(id)) say(told("added", { name: bodies.get(id).name }));
  }

  async function drop(id) {
    const name = bodies.has(id) ? bodies.get(id).name : id;
    state.ids = state.ids.filter((other) => other !== id);
    await update();
    say(told("removed", { name: name }));
    $("find").focus();
  }

  /** Whether all characters of a word stand in a name in that order. */
  function inOrder(word, name) {
    let at = -1;
    return [...word].every((character) => (at = name.indexOf(character, at + 1)) >= 0);
  }

  /** How well a name answers; 0 is not at all. */
  function fits(name, variants) {
    let best = 0;
    for (const asked of variants) {
      let found = 4;
      for (const word of asked) {
        if (name === word) found = Math.min(found, 4);
        else if (name.startsWith(word)) found = Math.min(found, 3);
        else if (name.includes(word)) found = Math.min(found, 2);
        else if (word.length > 1 && inOrder(word, name)) found = Math.min(found, 1);
        else found = 0;
        if (!found) break;
      }
      best = Math.max(best, found);
    }
    return best;
  }

  function variants(text) {
    const asked = text.normalize("NFKC").trim().split(/[\s，、,]+/).filter(Boolean);
    const longer = list.short
      .filter(([short]) => text.includes(short))
      .map(([short, official]) => asked.map((word) => word.replace(short, official)));
    return [asked, ...longer];
  }

  function search(text) {
    const asked = variants(text);
    const found = [];
    for (const body of list.bodies) {
      const fit = fits(body[1], asked);
      if (fit) found.push([fit, body]);
    }
    found.sort((one, other) => other[0] - one[0] || one[1][1].length - other[1][1].length || (one[1][0] < other[1][0] ? -1 : 1));
    return found.map((each) => each[1]);
  }

  const find = $("find");
  const options = $("options");
  let active = -1;

  function close() {
    options.hidden = true;
    active = -1;
    find.setAttribute("aria-expanded", "false");
    find.removeAttribute("aria-activedescendant");
  }

  async function offer() {
    const text = find.value;
    if (!text.trim()) return close();
    try {
      await fetchList();
    } catch {
      return say(words.no_list);
    }
    if (text !== find.value) return;
    const found = search(text);
    options.replaceChildren(
      ...found.slice(0, OPTIONS).map((body, at) => {
        const option = document.createElement("li");
        option.id = "compare-option-" + at;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.id = body[0];
        const small = document.createElement("small");
        small.textContent = [setup.levels[body[4]] || "", told("years", { first: body[5], last: body[6], count: body[7] })].filter(Boolean).join(" · ");
        option.append(body[1], small);
        return option;
      }),
    );
    active = -1;
    options.hidden = !found.length;
    find.setAttribute("aria-expanded", String(found.length > 0));
    find.removeAttribute("aria-activedescendant");
    if (!found.length) say(told("none", { text: text.trim() }));
    else say(told(found.length > OPTIONS ? "many" : "found", { count: found.length, shown: OPTIONS }));
  }

  function move(step) {
    const all = [...options.children];
    if (!all.length || options.hidden) return;
    active = (active + step + all.length) % all.length;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    find.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }

  function choose(option) {
    const id = option.dataset.id;
    find.value = "";
    close();
    add(id);
  }

  find.addEventListener("focus", () => fetchList().catch(() => {}));
  find.addEventListener("input", offer);
  find.addEventListener("blur", () => setTimeout(close, 150));
  find.addEventListener("keydown", (event) => {
    // While characters are composed from pinyin, these keys belong to the input method.
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (active < 0 && event.key === "ArrowUp") active = 0;
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") close();
    else if (event.key !== "Enter") return;
    else if (!options.hidden && options.children.length) choose(options.children[Math.max(active, 0)]);
    event.preventDefault();
  });
  options.addEventListener("mousedown", (event) => event.preventDefault());
  options.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  $("set").addEventListener("change", () => ((state.set = $("set").value), update()));
  $("scope").addEventListener("change", () => ((state.scope = $("scope").value), update()));
  for (const name of ["first", "last"]) {
    $(name).addEventListener("change", () => {
      state.years = [Number($("first").value), Number($("last").value)].sort();
      update();
    });
  }

  function chip(id, at) {
    const item = document.createElement("li");
    const body = bodies.get(id);
    const link = document.createElement("a");
    link.href = "../agencies/" + id + "/";
    link.textContent = body ? body.name : id;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", told("remove", { name: link.textContent }));
    button.addEventListener("click", () => drop(id));
    item.className = "compare-" + (at + 1);
    item.append(mark(at), link, button);
    return item;
  }

  /** Bodies of the same field in the same province, and of the same city, as links to follow. */
  function more() {
    const place = $("more");
    place.hidden = true;
    if (!state.ids.length || !list) return;
    const one = list.bodies.find((body) => body[0] === state.ids[0]);
    if (!one || !one[2]) return;
    const others = list.bodies.filter((body) => !state.ids.includes(body[0]));
    const near = (body) => [body[4] !== one[4], body[2].slice(0, 4) !== one[2].slice(0, 4), -body[7]].map(Number);
    const byNearness = (left, right) => near(left).reduce((found, value, at) => found || value - near(right)[at], 0);
    const parts = [];
    for (const [word, same] of [
      ["sisters", (body) => one[3] && body[3] === one[3] && body[2].slice(0, 2) === one[2].slice(0, 2)],
      ["city", (body) => body[2].slice(0, 4) === one[2].slice(0, 4) && body[4] === one[4]],
    ]) {
      const found = others.filter(same).sort(byNearness).slice(0, setup.most - state.ids.length);
      if (!found.length) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words[word];
      button.addEventListener("click", async () => {
        // A second click may come before the first one is shown.
        state.ids = [...new Set([...state.ids, ...found.map((body) => body[0])])].slice(0, setup.most);
        await update();
        $("find").focus();
      });
      parts.push(button);
    }
    if (one[3]) {
      const link = document.createElement("a");
      link.href = base + "sectors/" + one[3] + "/" + one[2].slice(0, 2) + "0000.csv";
      link.download = "";
      link.textContent = words.field;
      parts.push(link);
    }
    place.replaceChildren(...parts);
    place.hidden = !parts.length;
  }

  // ---- the view ----

  /** The report of a body for a year in the chosen scope. */
  function report(id, year) {
    return bodies.get(id).reports.find((each) => each.y === year && each.s === state.scope);
  }

  function before(id, year) {
    return bodies
      .get(id)
      .reports.filter((each) => each.s === state.scope && each.y < year)
      .pop();
  }

  function years() {
    const all = state.ids.flatMap((id) => bodies.get(id).reports.filter((each) => each.s === state.scope).map((each) => each.y));
    if (!all.length) return [];
    const first = Math.max(Math.min(...all), state.years ? state.years[0] : 0);
    const last = Math.min(Math.max(...all), state.years ? state.years[1] : 9999);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  }

  function lines() {
    if (state.set === RATIOS) return setup.ratios.map(([code, label], at) => ({ label: label, code: code, ratio: at }));
    return setup.sets.find((each) => each.code === state.set).lines;
  }

  /** What one body says in one year: {value, status, …}; the value is null where no number is printed. */
  function cell(line, id, year) {
    const found = report(id, year);
    if (!found) {
      const other = bodies.get(id).reports.some((each) => each.y === year);
      return { value: null, status: "missing", words: other ? words.other_scope : words.no_report };
    }
    const earlier = before(id, year);
    const about = { report: found, changed: Boolean(earlier && earlier.f !== found.f) };
    if (line.ratio !== undefined) return { ...about, ...ratio(found, line) };
    if (!found.v.length) return { ...about, value: null, status: "absent", words: words.no_table };
    const at = line.at.find((place) => found.v[place] !== "") ?? line.at[0];
    const value = found.v[at];
    const number = typeof value === "number";
    const status = number ? "reported" : setup.letters[value];
    return {
      ...about,
      value: number ? value : null,
      status: status,
      words: number ? "" : setup.statuses[status],
      key: setup.keys[at],
      older: at !== line.at[0],
      doubt: found.d && found.d[at],
      corrected: found.k && found.k[at],
    };
  }

  function ratio(found, line) {
    const held = found.r[line.ratio];
    const key = ["indicators", line.code, "all"];
    if (typeof held === "string") return { value: null, status: held, words: setup.gaps[held] || setup.statuses[held], key: key };
    const [part, whole, value, low, high, doubtful] = held;
    return { value: value, status: "reported", words: "", key: key, part: part, whole: whole, low: low, high: high, doubtful: Boolean(doubtful) };
  }

  // As many decimals as keep a part from looking like nothing or all.
  const percent = (value) => {
    let digits = 1;
    while (digits < 6 && value > 0 && value < 1 && [0, 100].includes(Number((value * 100).toFixed(digits)))) digits += 1;
    return (value * 100).toFixed(digits);
  };
  const amount = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 6 });

  function td(found, line) {
    const place = document.createElement("td");
    if (found.changed) {
      place.dataset.new = "";
      place.title = words.new_form;
    }
    if (found.value === null) {
      place.className = found.status === "missing" ? "gap" : "b";
      const hidden = document.createElement("i");
      hidden.textContent = found.words;
      place.append(hidden);
    } else if (line.ratio !== undefined) {
      place.append(percent(found.value));
      const small = document.createElement("small");
      small.textContent = told("of", { part: amount(found.part), whole: amount(found.whole) });
      place.append(small);
      if (found.low !== null) note(place, `[${percent(found.low)}–${percent(found.high)}]`);
      if (found.doubtful) place.append(link("reports/" + found.report.id + "/", words.doubtful, "?"));
    } else {
      place.append(amount(found.value));
    }
    if (found.older) note(place, words.older);
    if (found.corrected) place.append(link("reports/" + found.report.id + "/#k" + found.corrected, words.corrected, "✓"));
    if (found.doubt) {
      place.classList.add("x");
      place.append(link("reports/" + found.report.id + "/#f" + found.doubt, words.doubt, "!"));
    }
    return place;
  }

  function link(path, text, sign) {
    const made = document.createElement("a");
    made.href = "../" + path;
    made.className = "compare__sign";
    made.title = text;
    made.setAttribute("aria-label", text);
    made.textContent = sign;
    return made;
  }

  function note(place, text) {
    const small = document.createElement("small");
    small.textContent = text;
    place.append(small);
  }

  function table(line, shown) {
    const made = document.createElement("table");
    made.className = "form plain years compare__table";
    const caption = made.createCaption();
    caption.className = "vh";
    caption.textContent = line.label;
    const head = made.createTHead().insertRow();
    const corner = document.createElement("th");
    corner.scope = "col";
    corner.className = "corner";
    corner.textContent = words.agency;
    head.append(corner);
    for (const year of shown) {
      const th = document.createElement("th");
      th.scope = "col";
      th.textContent = year;
      head.append(th);
    }
    const body = made.createTBody();
    state.ids.forEach((id, at) => {
      const row = body.insertRow();
      row.className = "compare-" + (at + 1);
      const th = document.createElement("th");
      th.scope = "row";
      th.className = "label";
      const name = document.createElement("span");
      name.textContent = bodies.get(id).name;
      th.append(mark(at), name);
      row.append(th);
      for (const year of shown) row.append(td(cell(line, id, year), line));
    });
    const wrap = document.createElement("div");
    wrap.className = "form-wrap";
    wrap.tabIndex = 0;
    wrap.setAttribute("role", "region");
    wrap.setAttribute("aria-label", line.label);
    wrap.append(made);
    return wrap;
  }

  // ---- drawing ----

  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 360;
  const LEFT = 46;
  const RIGHT = 14;
  const TOP = 14;
  const PLOT = 130;

  function element(name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /** The sign of the n-th body: a shape of its own, so that colours are not needed to tell them apart. */
  function shape(at, x, y, hollow) {
    const size = 4;
    const [a, b] = [size, size * 1.15];
    const path = {
      circle: `M${x - a} ${y}a${a} ${a} 0 1 0 ${2 * a} 0a${a} ${a} 0 1 0 ${-2 * a} 0z`,
      square: `M${x - a} ${y - a}h${2 * a}v${2 * a}h${-2 * a}z`,
      triangle: `M${x} ${y - b}l${b} ${2 * a}h${-2 * b}z`,
      diamond: `M${x} ${y - b}l${b} ${b}l${-b} ${b}l${-b} ${-b}z`,
      down: `M${x} ${y + b}l${b} ${-2 * a}h${-2 * b}z`,
      cross: `M${x - a} ${y - 1.5}h${a - 1.5}v${-a + 1.5}h3v${a - 1.5}h${a - 1.5}v3h${-a + 1.5}v${a - 1.5}h-3v${-a + 1.5}h${-a + 1.5}z`,
    }[SHAPES[at]];
    return element("path", { d: path, class: (hollow ? "hollow" : "solid") + " compare-" + (at + 1) });
  }

  function mark(at) {
    const svg = element("svg", { viewBox: "0 0 12 12", width: 12, height: 12, "aria-hidden": "true", class: "compare__mark" });
    svg.append(shape(at, 6, 6, false));
    return svg;
  }

  /** Where the scale ends: a round number, whose half is one too. */
  function ceiling(value) {
    if (value <= 0) return 1;
    const power = 10 ** Math.floor(Math.log10(value));
    return [1, 2, 4, 6, 8, 10].map((step) => step * power).find((step) => step >= value);
  }

  function chart(line, shown) {
    const isRatio = line.ratio !== undefined;
    const rows = state.ids.map((id) => shown.map((year) => cell(line, id, year)));
    const known = rows.flat().filter((found) => found.value !== null);
    if (known.length < 2) return null;
    const top = ceiling(Math.max(...known.map((found) => Math.max(found.value, found.high || 0))));
    const step = (WIDTH - LEFT - RIGHT) / shown.length;
    const middle = (at) => LEFT + step * (at + 0.5);
    const height = (value) => TOP + PLOT * (1 - value / top);
    const missing = shown.map((_, at) => rows.flatMap((row, body) => (row[at].value === null ? [body] : [])));
    const deepest = Math.ceil(Math.max(...missing.map((some) => some.length)) / Math.max(1, Math.floor(step / 11)));
    const foot = 20 + deepest * 11;
    const label = told("chart", {
      title: line.label,
      names: state.ids.map((id) => bodies.get(id).name).join(words.between),
      first: shown[0],
      last: shown[shown.length - 1],
    });
    const svg = element("svg", { viewBox: `0 0 ${WIDTH} ${TOP + PLOT + foot}`, role: "img", "aria-label": label, class: "compare__plot" });
    for (const part of isRatio || top > 1 ? [0, 0.5, 1] : [0, 1]) {
      const y = height(top * part);
      svg.append(element("path", { class: part ? "grid" : "base", d: `M${LEFT} ${y}H${WIDTH - RIGHT}` }));
      svg.append(element("text", { x: LEFT - 6, y: y + 4, "text-anchor": "end" }, isRatio ? percent(top * part).replace(/\.0$/, "") : amount(top * part)));
    }
    shown.forEach((year, at) => {
      if (rows.some((row) => row[at].changed)) {
        svg.append(element("path", { class: "break", d: `M${middle(at) - step / 2} ${TOP - 6}V${TOP + PLOT}` }));
      }
      svg.append(element("text", { x: middle(at), y: TOP + PLOT + 15, "text-anchor": "middle" }, year));
      const across = Math.max(1, Math.floor(step / 11));
      missing[at].forEach((body, position) => {
        const inRow = Math.min(across, missing[at].length - across * Math.floor(position / across));
        const x = middle(at) + ((position % across) - (inRow - 1) / 2) * 11;
        svg.append(shape(body, x, TOP + PLOT + 26 + 11 * Math.floor(position / across), true));
      });
    });
    rows.forEach((row, body) => {
      // Intervals of several bodies stand beside one another.
      const aside = isRatio ? (body - (rows.length - 1) / 2) * Math.min(9, step / (rows.length + 1)) : 0;
      let path = "";
      row.forEach((found, at) => {
        if (found.value === null) return;
        const joined = at > 0 && row[at - 1].value !== null;
        path += `${joined ? "L" : "M"}${(middle(at) + aside).toFixed(1)} ${height(found.value).toFixed(1)}`;
      });
      svg.append(element("path", { class: "line compare-" + (body + 1), d: path, "stroke-dasharray": DASHES[body] }));
      row.forEach((found, at) => {
        if (found.value === null) return;
        const x = middle(at) + aside;
        if (found.low !== null && found.low !== undefined) {
          svg.append(element("path", { class: "interval compare-" + (body + 1), d: `M${x} ${height(found.low)}V${height(found.high)}` }));
        }
        const point = shape(body, x, height(found.value), false);
        const text = isRatio ? percent(found.value) + "%" : amount(found.value);
        point.append(element("title", {}, told("point", { name: bodies.get(state.ids[body]).name, year: shown[at], value: text })));
        svg.append(point);
      });
    });
    return svg;
  }

  function card(line, shown) {
    const figure = document.createElement("figure");
    figure.className = "chart compare__card";
    const caption = document.createElement("figcaption");
    caption.textContent = line.label;
    const unit = document.createElement("small");
    unit.textContent = line.ratio === undefined ? words.unit : words.percent;
    caption.append(" ", unit);
    figure.append(caption);
    const svg = chart(line, shown);
    if (svg) figure.append(svg);
    figure.append(table(line, shown));
    return figure;
  }

  let turn = 0; // goes up with each change

  async function update() {
    const mine = ++turn;
    remember();
    const missing = [];
    await Promise.all(
      state.ids.map(async (id) => {
        try {
          if (!(await fetchBody(id))) missing.push(id);
        } catch {
          missing.push(id);
        }
      }),
    );
    if (state.ids.length && !list) await fetchList().catch(() => {});
    // What was chosen meanwhile may not be loaded yet; the later change shows it.
    if (mine !== turn) return;
    state.ids = state.ids.filter((id) => !missing.includes(id));
    show();
    if (missing.length) say(told("missing", { id: missing.join(words.between) }));
  }

  function show() {
    $("chosen").replaceChildren(...state.ids.map(chip));
    more();
    $("set").value = state.set;
    $("scope").value = state.scope;
    const shown = state.ids.length ? years() : [];
    const span = state.years || [shown[0], shown[shown.length - 1]];
    if (shown.length) {
      $("first").value = String(Math.max(span[0], Number($("first").options[0].value)));
      $("last").value = String(Math.min(span[1], Number($("last").options[$("last").options.length - 1].value)));
    }
    const result = $("result");
    const suggestions = $("suggestions");
    if (suggestions) suggestions.hidden = state.ids.length > 1;
    result.hidden = !shown.length;
    if (!state.ids.length) return say(words.choose);
    if (!shown.length) return say(told("nothing", {}));
    $("key").replaceChildren(
      ...state.ids.map((id, at) => {
        const item = document.createElement("li");
        item.className = "compare-" + (at + 1);
        item.append(mark(at), bodies.get(id).name);
        return item;
      }),
    );
    const cards = lines().map((line) => card(line, shown));
    $("cards").replaceChildren(...cards);
    if (window.gongkaiChart) {
      for (const figure of cards) {
        const svg = figure.querySelector(".compare__plot");
        if (svg) window.gongkaiChart.take(figure, svg);
      }
    }
    const others = state.ids.filter((id) => !bodies.get(id).reports.some((each) => each.s === state.scope));
    const names = others.map((id) => bodies.get(id).name).join(words.between);
    const only = others.length ? told(state.scope === "own" ? "only_aggregate" : "only_own", { names: names }) : "";
    say(told("shown", { count: state.ids.length, years: shown.length }) + only);
  }

  // ---- taking away ----

  const HEADER = ["agency_id", "agency", "year", "scope", "form", "report_id", "table", "row", "column", "label", "value", "status", "numerator", "denominator", "low", "high", "doubt", "data_version", "data_date", "url"];

  function csv() {
    const shown = years();
    const out = [HEADER];
    for (const id of state.ids) {
      for (const year of shown) {
        for (const line of lines()) {
          const found = cell(line, id, year);
          const [name, row, column] = found.key || (line.at ? setup.keys[line.at[0]] : ["indicators", line.code, "all"]);
          const about = found.report || {};
          const link = about.id ? new URL(base + "reports/" + about.id + "/", location.href).href : "";
          out.push([
            id, bodies.get(id).name, year, state.scope, about.f, about.id, name, row, column, line.label, found.value, found.status,
            found.part, found.whole, found.low, found.high, found.doubt || found.doubtful ? 1 : 0, setup.version, setup.created, link,
          ]);
        }
      }
    }
    return "\ufeff" + out.map(gongkaiCsv.line).join("");
  }

  $("csv").addEventListener("click", () => {
    const made = document.createElement("a");
    made.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    made.download = "gongkai-compare-" + state.set + ".csv";
    made.click();
    setTimeout(() => URL.revokeObjectURL(made.href), 60000);
  });
  $("link").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address());
      say(words.copied);
    } catch {
      say(words.link);
    }
  });
  window.addEventListener("popstate", () => {
    state = read();
    update();
  });

  $("off").hidden = true;
  form.hidden = false;
  update();
})();
