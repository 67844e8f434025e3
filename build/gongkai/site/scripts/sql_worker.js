/**
 * SQLite in a worker of its own, for the page data/sql/. Messages in:
 *   {open: address of the engine, bytes: of the unpacked database}, {part: bytes of the packed database} …, {end: true},
 *   {query, shown}, {file: "csv" | "json", query}
 * Messages out: {done: true, …} once for each but `part`; {rows, columns}, {count} on the way; {error}.
 */
import "./csv.js";

const GZIP = [0x1f, 0x8b];
const TELL_EVERY = 50000;
const LINES_A_PART = 5000;

let sqlite3 = null;
let database = null;
let memory = null; // {at, size, filled}
let packing = null; // {writer, finished} while the database is unpacked

async function open(engine, bytes) {
  const { default: init } = await import(engine);
  sqlite3 = await init({ print() {}, printErr() {} });
  memory = { at: sqlite3.wasm.alloc(bytes), size: bytes, filled: 0 };
  postMessage({ done: true });
}

function keep(bytes) {
  if (memory.filled + bytes.length > memory.size) throw new Error("the database is too big for the memory set aside");
  // The memory may have grown and moved: ask for it each time.
  sqlite3.wasm.heap8u().set(bytes, Number(memory.at) + memory.filled);
  memory.filled += bytes.length;
}

/** Take some bytes; a server that has unpacked them already is fine too. */
function take(bytes) {
  if (!packing) {
    const gzip = bytes[0] === GZIP[0] && bytes[1] === GZIP[1];
    const stream = gzip ? new DecompressionStream("gzip") : new TransformStream();
    packing = { writer: stream.writable.getWriter(), finished: drain(stream.readable) };
    packing.finished.catch(() => {}); // told at the end
  }
  packing.writer.write(bytes).catch(() => {});
}

async function drain(stream) {
  const reader = stream.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) keep(step.value);
}

async function finish() {
  await packing.writer.close();
  await packing.finished;
  if (memory.filled !== memory.size) throw new Error(`${memory.filled} bytes of ${memory.size}`);
  const { capi } = sqlite3;
  database = new sqlite3.oo1.DB(":memory:");
  const flags = capi.SQLITE_DESERIALIZE_READONLY | capi.SQLITE_DESERIALIZE_FREEONCLOSE;
  database.checkRc(capi.sqlite3_deserialize(database.pointer, "main", memory.at, memory.size, memory.size, flags));
  postMessage({ done: true });
}

/** The rows of a query, one by one, after its columns. */
function* rows(query) {
  if (!query.trim()) throw new Error("empty");
  const statement = database.prepare(query);
  try {
    const { capi } = sqlite3;
    const rest = query.slice(capi.sqlite3_sql(statement.pointer).length);
    if (/[^\s;]/.test(rest.replace(/--.*$|\/\*[^]*?\*\//gm, ""))) throw new Error("several");
    if (!capi.sqlite3_stmt_readonly(statement.pointer) || !statement.columnCount) throw new Error("readonly");
    yield statement.getColumnNames([]);
    while (statement.step()) yield statement.get([]).map(plain);
  } finally {
    statement.finalize();
  }
}

/** Whole numbers beyond what a script counts in, and bytes, as text. */
function plain(value) {
  if (typeof value === "bigint") return String(value);
  if (value instanceof Uint8Array) return Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return value;
}

function ask(query, limit) {
  let columns = null;
  let count = 0;
  const shown = [];
  const show = () => postMessage({ columns: columns, rows: shown });
  for (const row of rows(query)) {
    if (columns === null) {
      columns = row;
      continue;
    }
    count += 1;
    if (count <= limit) shown.push(row);
    if (count === limit) show();
    if (count % TELL_EVERY === 0) postMessage({ count: count });
  }
  if (count < limit) show();
  postMessage({ done: true, count: count });
}

/** Names of columns, each once: of two that are called alike JSON would keep the last one only. */
function unique(names) {
  const found = new Map();
  return names.map((name) => {
    const times = (found.get(name) ?? 0) + 1;
    found.set(name, times);
    return times > 1 ? `${name}_${times}` : name;
  });
}

function file(kind, query) {
  const parts = [];
  let lines = [];
  let columns = null;
  const put = (line) => {
    lines.push(line);
    if (lines.length < LINES_A_PART) return;
    parts.push(lines.join(""));
    lines = [];
  };
  for (const row of rows(query)) {
    if (kind === "csv") put(gongkaiCsv.line(row));
    else if (columns === null) put("[");
    else put((columns.first ? "\n" : ",\n") + JSON.stringify(Object.fromEntries(row.map((value, at) => [columns.names[at], value]))));
    columns = { names: columns ? columns.names : unique(row), first: columns === null };
  }
  if (kind === "json") put("\n]\n");
  parts.push(lines.join(""));
  postMessage({ done: true, parts: parts });
}

onmessage = async (event) => {
  const message = event.data;
  try {
    if (message.open) await open(message.open, message.bytes);
    else if (message.part) take(message.part);
    else if (message.end) await finish();
    else if (message.file) file(message.file, message.query);
    else ask(message.query, message.shown);
  } catch (error) {
    postMessage({ error: error.message || String(error) });
  }
};
