/**
 * The page data/sql/: sends a query to the worker that holds the database, and shows what comes back.
 * The database is fetched at the first query, kept packed here, and handed to a new worker after a query was stopped.
 */
(function () {
  "use strict";

  const root = document.getElementById("sql");
  if (!root) return;
  const $ = (name) => document.getElementById("sql-" + name);
  const words = JSON.parse($("words").textContent);
  const told = (word, values) => words[word].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = (value) => Number(value).toLocaleString("en-US");
  const megabytes = (value) => (value / 1e6).toFixed(1) + " MB";
  const address = (name) => new URL(root.dataset[name], location.href).href;

  /** Ids as package/keys.py makes them. */
  const REPORT = /^(?:[0-9]{6}|unplaced|unknown)-[a-z0-9-]+-(?:[0-9]{4}(?:-aggregate)?|undated-[0-9a-f]{8})$/;

  let packed = null; // parts of the database as they came over the wire
  let worker = null;
  let ready = null; // a promise while the worker opens the database
  let waiting = null; // what to do with the worker's answer
  let asked = "";
  let turn = 0; // goes up when a reader stops what is under way
  let transfer = null; // what ends the download

  $("off").hidden = true;
  if (location.protocol === "file:") {
    $("disk").hidden = false;
    return;
  }
  root.hidden = false;
  for (const button of document.querySelectorAll(".sql-example")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      $("text").value = document.getElementById(button.dataset.query).textContent;
      $("form").scrollIntoView({ block: "start" });
      run();
    });
  }
  $("text").value = new URLSearchParams(location.search).get("q") || document.getElementById("q-received-sql").textContent;

  function say(text) {
    $("status").textContent = text;
  }

  function fail(text, original) {
    const shown = $("error");
    shown.textContent = text;
    if (original) {
      const small = document.createElement("small");
      small.textContent = told("said", { name: original });
      shown.append(" ", small);
    }
    shown.hidden = false;
    say("");
  }

  /** An error of SQLite in words; what it says itself stands behind. */
  function explain(error) {
    const text = String(error.text ?? error.message ?? error).replace(/^.*?SQLITE_\w+: sqlite3 result code \d+: /, "");
    for (const [word, pattern] of [
      ["empty", /^empty$|empty SQL/],
      ["several", /^several$/],
      ["readonly", /^readonly$|readonly database|not authorized/],
      ["table", /no such table: (.*)/],
      ["column", /no such column: (.*)/],
      ["ambiguous", /ambiguous column name: (.*)/],
      ["syntax", /near "(.*?)": syntax error/],
      ["incomplete", /incomplete input/],
      ["memory", /out of memory|too big|allocation|Array buffer/i],
    ]) {
      const found = pattern.exec(text);
      if (found) return fail(told(word, { name: found[1] }), /^\w+$/.test(text) ? "" : text);
    }
    return fail(told(error.fetch ? "fetch" : "other", { name: text }));
  }

  function start() {
    worker = new Worker(address("worker"), { type: "module" });
    worker.onmessage = (event) => waiting && waiting(event.data);
    worker.onerror = (event) => waiting && waiting({ error: event.message || "worker" });
  }

  /** Send a message; `seen` is told of news on the way. Resolves with the answer. */
  function send(message, seen) {
    return new Promise((resolve, reject) => {
      waiting = (answer) => {
        if (answer.error) reject({ text: answer.error });
        else if (answer.done) resolve(answer);
        else if (seen) seen(answer);
      };
      worker.postMessage(message);
    });
  }

  /** Open the database in the worker: from the network the first time, unpacked while it comes. */
  async function open() {
    const mine = turn;
    start();
    say(words.starting);
    try {
      await send({ open: address("engine"), bytes: Number(root.dataset.plain) });
      if (packed) {
        for (const part of packed) worker.postMessage({ part: part });
      } else {
        await load(mine);
      }
      await send({ end: true });
    } catch (error) {
      // A new worker, and what came damaged comes anew.
      if (turn === mine) {
        forget();
        packed = null;
      }
      throw error;
    }
  }

  async function load(mine) {
    $("loading").hidden = false;
    transfer = new AbortController();
    const all = Number(root.dataset.bytes);
    const parts = [];
    let done = 0;
    try {
      const response = await fetch(address("database"), { signal: transfer.signal });
      if (!response.ok) throw new Error(String(response.status));
      const reader = response.body.getReader();
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        if (turn !== mine) break;
        parts.push(step.value);
        worker.postMessage({ part: step.value });
        done += step.value.length;
        $("progress").value = Math.min(1, done / all);
        say(told("loading", { done: megabytes(done), all: megabytes(Math.max(all, done)) }));
      }
    } catch (error) {
      if (turn === mine) throw { text: error.message, fetch: true };
    } finally {
      $("loading").hidden = true;
    }
    if (turn !== mine) throw { text: "stopped" };
    packed = parts;
  }

  function busy(yes) {
    $("stop").hidden = !yes;
    for (const button of [$("run"), $("csv"), $("json"), ...document.querySelectorAll(".sql-example")]) button.disabled = yes;
    root.setAttribute("aria-busy", yes);
  }

  function forget() {
    if (worker) worker.terminate();
    worker = null;
    ready = null;
    waiting = null;
  }

  /** Do something with the open database; false where it came to nothing. */
  async function work(message, seen) {
    busy(true);
    $("error").hidden = true;
    try {
      ready = ready || open();
      await ready;
      say(words.running);
      return await send(message, seen);
    } catch (error) {
      if (error.text === "stopped") {
        say(packed ? words.stopped : "");
        return null;
      }
      explain(error);
      return null;
    } finally {
      busy(false);
    }
  }

  async function run() {
    asked = $("text").value;
    remember();
    const began = performance.now();
    let shown = false;
    const answer = await work({ query: asked, shown: Number(root.dataset.shown) }, (news) => {
      if (news.rows) {
        show(news);
        shown = true;
      }
      if (news.count) say(told("counting", { count: number(news.count) }));
    });
    if (!answer) {
      $("result").hidden = !shown;
      return;
    }
    const limit = Number(root.dataset.shown);
    const said = answer.count > limit ? "first" : answer.count ? "rows" : "none";
    $("count").textContent = told(said, { count: number(answer.count), shown: number(limit) });
    say(told("ready", { seconds: ((performance.now() - began) / 1000).toFixed(1) }) + $("count").textContent);
  }

  function show(news) {
    const table = $("result").querySelector("table");
    const head = document.createElement("tr");
    for (const name of news.columns) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = name;
      head.append(cell);
    }
    table.tHead.replaceChildren(head);
    table.tBodies[0].replaceChildren(
      ...news.rows.map((row) => {
        const line = document.createElement("tr");
        row.forEach((value, at) => line.append(cell(value, news.columns[at])));
        return line;
      }),
    );
    $("count").textContent = "";
    $("result").hidden = false;
  }

  /** A value as a cell; the id of a report leads to its page. */
  function cell(value, name) {
    const td = document.createElement("td");
    if (value === null) td.className = "b";
    else if (typeof value === "number") td.className = "num";
    if (typeof value === "string" && REPORT.test(value)) {
      const link = document.createElement("a");
      link.href = "../../reports/" + value + "/";
      link.textContent = value;
      td.append(link);
    } else if (value !== null) {
      // Years and ids are no amounts: a comma would make them wrong.
      td.textContent = String(value);
    }
    td.dataset.name = name;
    return td;
  }

  async function download(kind, type) {
    const answer = await work({ file: kind, query: asked });
    if (!answer) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(kind === "csv" ? ["\ufeff", ...answer.parts] : answer.parts, { type: type }));
    link.download = "gongkai-query." + kind;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say("");
  }

  function remember() {
    const url = new URL(location.href);
    url.searchParams.set("q", $("text").value);
    url.hash = "";
    history.replaceState(null, "", url);
  }

  $("form").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  $("text").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || $("run").disabled) return;
    event.preventDefault();
    run();
  });
  $("stop").addEventListener("click", () => {
    // SQLite in a worker hears nothing while it computes: the worker is ended, the packed database stays here.
    turn += 1;
    if (transfer) transfer.abort();
    if (waiting) waiting({ error: "stopped" });
    forget();
    setTimeout(() => $("run").focus());
  });
  $("link").addEventListener("click", async () => {
    remember();
    try {
      await navigator.clipboard.writeText(location.href);
      say(words.copied);
    } catch {
      say(words.link);
    }
  });
  $("csv").addEventListener("click", () => download("csv", "text/csv;charset=utf-8"));
  $("json").addEventListener("click", () => download("json", "application/json"));
})();
