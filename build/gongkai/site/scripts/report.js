/* A figure's source on demand: choose a cell of the three tables, and a panel says where it stands in the original,
   what is printed there, how it was read and what is doubted about it. Nothing is fetched before the first choice. */
(() => {
  "use strict";

  const me = document.currentScript;
  const ENGLISH = /*english*/ {};
  const inEnglish = document.documentElement.lang.startsWith("en");
  const _ = (text, values = {}) =>
    (inEnglish ? (ENGLISH[text] ?? text) : text).replace(/%\((\w+)\)s/g, (all, name) => values[name] ?? all);

  const COLUMNS = {
    applications: ["natural_person", "enterprise", "research", "nonprofit", "legal_service", "other_organisation", "total"],
    proceedings: ["upheld", "corrected", "other", "pending", "total"],
  };
  const TABLES = ["disclosure", "applications", "proceedings"];
  const tables = TABLES.map((name) => [name, document.querySelector(`table.form-${name}`)]).filter(([, table]) => table);
  const article = document.querySelector("article");
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children.filter((child) => child !== ""));
    return element;
  };

  /* ---------- which cell is which ---------- */

  const cells = new Map(); // td -> {table, row, column, where, raw}
  let loading = null;

  const load = () => {
    loading ??= new Promise((done, failed) => {
      window.gongkaiCells = (found) => {
        for (const [name, table] of tables) {
          const places = table.querySelectorAll("td");
          let at = 0;
          for (const [row, columns, shared, numbers, raws] of found[name] ?? []) {
            (columns || COLUMNS[name]).forEach((column, index) => {
              const number = Array.isArray(numbers) ? numbers[index] : numbers + index;
              const where = typeof number === "string" ? number : shared.replace("*", number);
              const cell = places[at];
              at += 1;
              if (!cell) return;
              cell.id ||= `${name[0]}-${row}-${column}`;
              cells.set(cell, { table: name, row, column, where, raw: raws?.[column] });
            });
          }
        }
        done();
      };
      document.head.append(make("script", { src: me.dataset.cells, onerror: failed }));
    });
    // What did not come is asked for again by the next choice.
    loading.catch(() => (loading = null));
    return loading;
  };

  /* ---------- what its headers say ---------- */

  /** The header cells above and before each cell, by the spans of the table. */
  const headers = (table) => {
    const taken = [];
    const found = new Map();
    const rows = [...table.rows];
    rows.forEach((line, y) => {
      let x = 0;
      for (const cell of line.cells) {
        while (taken[y]?.[x]) x += 1;
        for (let dy = 0; dy < cell.rowSpan; dy += 1) {
          taken[y + dy] ??= [];
          for (let dx = 0; dx < cell.colSpan; dx += 1) taken[y + dy][x + dx] = cell;
        }
        x += cell.colSpan;
      }
    });
    rows.forEach((line, y) => {
      for (const cell of line.cells) {
        if (cell.tagName !== "TD") continue;
        const x = taken[y].indexOf(cell);
        const before = [...new Set(taken[y].slice(0, x))].filter((head) => head.tagName === "TH");
        const above = [...new Set(taken.slice(0, y).map((one) => one[x]))].filter((head) => head.tagName === "TH");
        const body = cell.closest("tbody");
        const near = above.filter((head) => head.closest("thead") || head.closest("tbody") === body);
        const words = (heads) => heads.filter((head) => !head.matches(".corner")).map((head) => head.textContent.trim());
        found.set(cell, [words(before).join(" "), words(near).join(" ")].filter(Boolean).join(" × "));
      }
    });
    return found;
  };
  const labels = new Map();
  const label = (cell) => {
    const table = cell.closest("table");
    if (!labels.has(table)) labels.set(table, headers(table));
    return labels.get(table).get(cell);
  };

  /* ---------- what the panel says ---------- */

  const bare = (cell) => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("sup, small, i").forEach((element) => element.remove());
    return copy.textContent.trim();
  };
  const STATUS = { b: _("空白：原件这一格没有填，不等于零"), a: _("原件没有这一栏"), n: _("不适用：原件填的不是数"), u: _("无法识读：原件这一格不能确定地读成一个数") };
  const status = (cell) => {
    const kind = [...cell.classList].find((name) => name in STATUS);
    return kind ? STATUS[kind] : cell.classList.contains("k") ? _("已更正：对照原件改过") : _("已填报");
  };

  /** As `where_text` wrote it: only a few signs are escaped. */
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  const place = (where) => {
    const part = (name) => where.match(new RegExp(`(?:^|;)${name}=([^;]*)`))?.[1];
    const said = [];
    if (part("sheet")) said.push(_("工作表“%(name)s”", { name: decoded(part("sheet")) }));
    else if (part("member")) said.push(decoded(part("member")));
    if (part("page")) said.push(_("第 %(page)s 页", { page: part("page") }));
    if (part("table") && !part("sheet")) said.push(_("表 %(table)s", { table: part("table") }));
    const row = part("row") ?? part("line");
    const rows = row ? _("第 %(rows)s 行", { rows: row }) : "";
    const columns = part("column") ? _("第 %(columns)s 列", { columns: part("column") }) : "";
    said.push(rows && columns ? _("%(rows)s%(columns)s", { rows, columns }) : rows + columns);
    return said.filter(Boolean).join(" ");
  };

  const number = (cell) => {
    const text = bare(cell).replaceAll(",", "");
    return /^-?\d+$/.test(text) ? Number(text) : null;
  };
  const pretty = (value) => value.toLocaleString("en-US");

  /** Sums of the form that the cell takes part in, worked out from what the page shows. */
  const sums = (entry) => {
    const at = (row, column) => {
      for (const [cell, other] of cells) if (other.table === entry.table && other.row === row && other.column === column) return number(cell);
      return undefined;
    };
    const told = [];
    const compare = (name, parts, whole) => {
      const known = parts.filter((value) => value !== undefined);
      if (whole === undefined || !known.length) return;
      if (whole === null || known.includes(null)) {
        told.push(`${name}${_("：有的格没有数，不能核对")}`);
        return;
      }
      const sum = known.reduce((one, other) => one + other, 0);
      told.push(`${name}${_("：")}${pretty(sum)} ${sum === whole ? "=" : "≠"} ${pretty(whole)}`);
    };
    const columns = COLUMNS[entry.table];
    if (columns) compare(_("本行各栏相加与总计"), columns.slice(0, -1).map((column) => at(entry.row, column)), at(entry.row, "total"));
    if (entry.table === "applications") {
      const ends = ["received_new", "carried_in", "concluded_total", "carried_out"];
      const rows = [...new Set([...cells.values()].filter((other) => other.table === entry.table).map((other) => other.row))];
      const results = rows.filter((row) => !ends.includes(row));
      if (!ends.includes(entry.row) || entry.row === "concluded_total") compare(_("本栏各种结果相加与（七）总计"), results.map((row) => at(row, entry.column)), at("concluded_total", entry.column));
      if (ends.includes(entry.row)) {
        const [one, two, three, four] = ends.map((row) => at(row, entry.column));
        if ([one, two, three, four].every((value) => typeof value === "number")) compare(_("本栏新收加上年结转，与办结加结转下年"), [one, two], three + four);
        else told.push(`${_("本栏新收加上年结转，与办结加结转下年")}${_("：有的格没有数，不能核对")}`);
      }
    }
    return told;
  };

  const original = document.querySelector("a.original");
  const address = (cell) => `${document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0]}#${cell.id}`;

  const copyable = (text, words) => {
    const button = make("button", { type: "button", textContent: words });
    const shown = make("output");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        shown.textContent = _("已复制");
      } catch {
        shown.replaceChildren(make("textarea", { value: text, readOnly: true, rows: 4, ariaLabel: words }));
        shown.firstChild.select();
      }
    });
    return make("p", {}, button, " ", shown);
  };

  const report = (cell, entry, name) => {
    const body = [
      `${_("年报")}: ${me.dataset.report}`,
      `${_("格")}: ${entry.table}.${entry.row}.${entry.column} (${name})`,
      `${_("本站所示")}: ${bare(cell) || status(cell)}`,
      `${_("原文位置")}: ${entry.where}`,
      `${_("页面")}: ${address(cell)}`,
      `${_("应为，理由")}: `,
    ].join("\n");
    const title = `${me.dataset.report} ${entry.table}.${entry.row}.${entry.column}`;
    const desk = me.dataset.desk;
    if (!desk) return copyable(`${title}\n${body}`, _("报告问题：复制说明"));
    const query = `${desk.startsWith("mailto:") ? "subject" : "title"}=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`;
    return make("p", {}, make("a", { href: `${desk}?${query}`, rel: "nofollow noreferrer", textContent: _("报告问题") }));
  };

  const doubts = (cell) =>
    [...article.querySelectorAll(`.doubts li > a[href="#${CSS.escape(cell.id)}"]`)].map((link) => {
      const item = link.closest("li");
      const title = item.classList.contains("corrected") ? _("更正") : item.querySelector("a").textContent;
      const note = item.querySelector("p")?.textContent.trim() ?? "";
      return make("li", {}, make("a", { href: `#${item.id}`, textContent: title }), ` ${note}`);
    });

  const fill = (cell) => {
    const entry = cells.get(cell);
    const name = label(cell);
    const picture = /;ocr=1(;|$)/.test(entry.where);
    const read = cell.classList.contains("k") ? _("维护者对照原件更正") : picture ? _("文字识别（OCR）：原件是图片") : _("从文件中的文字读出");
    const list = make("dl");
    const add = (term, ...told) => list.append(make("dt", { textContent: term }), make("dd", {}, ...told));
    const said = bare(cell);
    add(_("本站所示"), make("b", { textContent: cell.classList.contains("b") || cell.classList.contains("a") ? "" : said }), ` ${status(cell)}`);
    const raw = entry.raw ?? ([...cell.classList].some((name) => name in STATUS) ? "" : said.replaceAll(",", ""));
    if (raw) add(_("原文"), make("q", { textContent: raw, lang: "zh" }));
    const note = cell.querySelector("small");
    if (note) add(_("附注"), make("q", { textContent: note.textContent, lang: "zh" }));
    if (entry.where) {
      const page = entry.where.match(/(?:^|;)page=(\d+)/)?.[1];
      const href = original && (page && /\.pdf$/i.test(original.pathname) ? `${original.href}#page=${page}` : original.href);
      add(_("原文位置"), place(entry.where), " ", href ? make("a", { href, textContent: page ? _("打开原件的这一页") : _("打开原件") }) : "");
    }
    add(_("怎样读出"), read);
    const checks = sums(entry);
    if (checks.length) add(_("核对"), make("ul", {}, ...checks.map((text) => make("li", { textContent: text }))));
    const found = doubts(cell);
    if (found.length) add(_("疑点"), make("ul", {}, ...found));
    const cite = article.querySelector(".cite code")?.textContent.trim() ?? "";
    const cited = `${name}${_("：")}${said || status(cell)}${_("。")}${cite} ${address(cell)}`;
    return [list, copyable(cited, _("复制这个数的引用")), report(cell, entry, name)];
  };

  /* ---------- the panel ---------- */

  const title = make("h2", { id: "cell-title" });
  const contents = make("div");
  const close = make("button", { type: "button", className: "close", textContent: _("关闭") });
  const panel = make("dialog", { className: "cell-panel" }, make("header", {}, title, close), contents);
  panel.setAttribute("aria-labelledby", "cell-title");
  let chosen = null;

  const mark = (cell) => {
    chosen?.classList.remove("chosen");
    chosen = cell;
    cell?.classList.add("chosen");
  };

  const beside = (cell) => {
    panel.style.cssText = "";
    if (innerWidth < 720) return;
    const box = cell.getBoundingClientRect();
    const { width, height } = panel.getBoundingClientRect();
    const left = Math.min(Math.max(8, box.left + box.width / 2 - width / 2), innerWidth - width - 8);
    const below = box.bottom + 8;
    const top = below + height < innerHeight ? below : Math.max(8, box.top - height - 8);
    panel.style.cssText = `left:${left}px;top:${top}px;margin:0`;
  };

  const open = async (cell) => {
    const came = await load().then(() => true, () => false);
    if (came && !cells.has(cell)) return;
    mark(cell);
    const name = label(cell);
    title.textContent = name;
    contents.replaceChildren(...(came ? fill(cell) : [make("p", { textContent: _("出处没有载入：请检查网络，再点一次这个数。") })]));
    if (!panel.isConnected) article.append(panel);
    if (!panel.open) panel.showModal();
    beside(cell);
    if (cell.id) history.replaceState(history.state, "", `#${cell.id}`);
  };

  close.addEventListener("click", () => panel.close());
  panel.addEventListener("click", (event) => {
    if (event.target === panel) panel.close();
    if (event.target.closest?.('a[href^="#"]')) panel.close();
  });
  panel.addEventListener("close", () => {
    if (!document.activeElement || document.activeElement === document.body) chosen?.focus({ preventScroll: true });
  });

  /* ---------- choosing with mouse and keyboard: one stop for each table, arrows inside ---------- */

  const step = (table, cell, key) => {
    const all = [...table.querySelectorAll("td")].filter((one) => one.offsetParent);
    const at = all.indexOf(cell);
    if (key === "ArrowRight") return all[at + 1];
    if (key === "ArrowLeft") return all[at - 1];
    if (key === "Home") return all[0];
    if (key === "End") return all.at(-1);
    const box = cell.getBoundingClientRect();
    const down = key === "ArrowDown";
    const beyond = all.filter((one) => {
      const other = one.getBoundingClientRect();
      return down ? other.top >= box.bottom - 1 : other.bottom <= box.top + 1;
    });
    const distance = (one) => {
      const other = one.getBoundingClientRect();
      return Math.abs(other.top - box.top) * 10 + Math.abs(other.left + other.width / 2 - box.left - box.width / 2);
    };
    return beyond.sort((one, other) => distance(one) - distance(other))[0];
  };

  const roles = (table, name) => {
    table.setAttribute("role", "grid");
    table.setAttribute("aria-label", table.closest("section")?.querySelector("h2")?.textContent ?? name);
    for (const part of table.querySelectorAll("thead, tbody")) part.setAttribute("role", "rowgroup");
    for (const row of table.rows) row.setAttribute("role", "row");
    for (const cell of table.querySelectorAll("th, td")) {
      const isHead = cell.tagName === "TH";
      cell.setAttribute("role", !isHead ? "gridcell" : cell.scope.startsWith("col") ? "columnheader" : "rowheader");
      if (!isHead) cell.tabIndex = -1;
    }
  };

  for (const [name, table] of tables) {
    roles(table, name);
    const first = table.querySelector("td");
    if (!first) continue;
    first.tabIndex = 0;
    let stop = first;
    const move = (cell) => {
      if (!cell) return;
      stop.tabIndex = -1;
      stop = cell;
      stop.tabIndex = 0;
    };
    table.addEventListener("click", (event) => {
      const cell = event.target.closest("td");
      if (!cell || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      move(cell);
      cell.focus({ preventScroll: true });
      open(cell);
    });
    table.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td");
      if (!cell) return;
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        move(cell);
        cell.focus();
        open(cell);
      } else if (/^(Arrow|Home|End)/.test(event.key)) {
        const next = step(table, cell, event.key);
        event.preventDefault();
        move(next);
        next?.focus();
      }
    });
  }
  for (const link of document.querySelectorAll("table.form td a")) link.tabIndex = -1;

  /* ---------- links to a cell, from elsewhere and from the page ---------- */

  const arrive = async (opened) => {
    const id = location.hash.slice(1);
    if (!/^[adp]-[a-z_]+-[a-z_]+$/.test(id)) return;
    if (!document.getElementById(id)) await load().catch(() => {});
    const cell = document.getElementById(id);
    if (cell?.tagName !== "TD") return;
    const box = cell.closest(".form-wrap")?.querySelector(".unfold input");
    if (box && !cell.offsetParent) box.checked = true;
    cell.scrollIntoView({ block: "center", inline: "center" });
    mark(cell);
    if (opened) open(cell);
  };
  addEventListener("hashchange", () => arrive(false));
  arrive(true);

  /* ---------- contents on narrow screens, where the theme has no room for them ---------- */

  const entries = [...document.querySelectorAll("[data-md-component=toc] a")];
  if (entries.length > 3) {
    const list = make("ul", {}, ...entries.map((entry) => make("li", {}, make("a", { href: entry.hash, className: entry.hash.includes(".") ? "sub" : "", textContent: entry.textContent.trim() }))));
    const box = make("details", { className: "contents" }, make("summary", { textContent: _("本页内容") }), list);
    box.addEventListener("click", (event) => {
      if (event.target.closest("a")) box.open = false;
    });
    article.querySelector(".masthead")?.after(box);
  }
})();
