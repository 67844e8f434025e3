/**
 * The browser's half of the search index: opens it, asks it, reads texts.
 * It knows nothing of the page; `search.js` shows the results. The Python twin is query.py.
 *
 * gongkaiSearch.open(url) -> Promise<index>, and of an index:
 *   index.query(text, filters) -> Promise<{agencies: number[], reports: number[], theirs: Set, words: string[], facets}>
 *   index.agency(number) -> {id, name, place, sector, level, pages}
 *   index.report(page) -> {id, year, agency}
 *   index.text(page) -> Promise<{heading, body}>
 *   index.holds(text, words) -> boolean
 */
(function () {
  "use strict";

  const FORMAT = 1;
  const LONGEST_TOKEN = 24;
  const EVERY_PAIR_UP_TO = 4;
  const LOOSE_FROM = 3;
  const RUN = /[\u3007\u3400-\u4dbf\u4e00-\u9fff]+|[0-9a-z]+/g;
  const WORD_BREAK = /[\s\u200b\ufeff,;"“”‘’，、；。！？!?《》〈〉「」『』（）()[\]【】]+/;
  const YEAR_LAST = /^(|.*[^0-9a-z])(20[0-9]{2})(?:年度报告|年报告|年年报|年报|年度|年)?$/;
  const YEAR_FIRST = /^(20[0-9]{2})(?:年度报告|年报告|年年报|年报|年度|年)?([^0-9a-z].*)$/;
  const FACETS = ["year", "province", "sector", "level"];

  /** Small Latin letters; the length stays, so that places in the text stay. */
  function fold(text) {
    return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  }

  function words(query) {
    return [...new Set(fold(query.normalize("NFKC")).split(WORD_BREAK).filter(Boolean))];
  }

  /** A word parted into a name and the year that stands before or after it. */
  function nameAndYear(word) {
    const last = YEAR_LAST.exec(word);
    if (last) return { name: last[1], year: Number(last[2]) };
    const first = YEAR_FIRST.exec(word);
    return first ? { name: first[2], year: Number(first[1]) } : { name: word, year: null };
  }

  /** The keys whose pages can hold the word; see keys() in text.py. */
  function keys(word) {
    const found = [];
    for (const run of word.match(RUN) || []) {
      if (run.charCodeAt(0) < 128) {
        found.push(run.slice(0, LONGEST_TOKEN));
        continue;
      }
      const step = run.length <= EVERY_PAIR_UP_TO ? 1 : 2;
      for (let i = 0; i < run.length - 2; i += step) found.push(run.slice(i, i + 2));
      if (run.length > 1) found.push(run.slice(-2));
    }
    return [...new Set(found)];
  }

  /** The bytes of a file, unpacked; a server that has unpacked it already is fine too. */
  async function load(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(url + ": " + response.status);
    const data = new Uint8Array(await response.arrayBuffer());
    if (data[0] !== 0x1f || data[1] !== 0x8b) return data;
    const plain = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  }

  function sums(differences) {
    let sum = 0;
    return differences.map((difference) => (sum += difference));
  }

  /** Read `count` varints from `data`; returns them and where they end. */
  function varints(data, begin, count) {
    const values = new Array(count);
    let at = begin;
    for (let i = 0; i < count; i++) {
      let value = 0;
      let shift = 0;
      let byte;
      do {
        byte = data[at++];
        value |= (byte & 0x7f) << shift;
        shift += 7;
      } while (byte & 0x80);
      values[i] = value;
    }
    return { values, end: at };
  }

  /** A shard: its keys, and where each one's pages stand. */
  function openShard(data) {
    const head = data.indexOf(10);
    const names = new TextDecoder().decode(data.subarray(0, head)).split(" ");
    const sizes = varints(data, head + 1, names.length);
    const places = new Map();
    let at = sizes.end;
    names.forEach((name, i) => {
      places.set(name, [at, at + sizes.values[i]]);
      at += sizes.values[i];
    });
    return (key) => {
      const pages = new Set();
      if (!places.has(key)) return pages;
      let [here, end] = places.get(key);
      let page = -1;
      while (here < end) {
        const gap = varints(data, here, 1);
        page += gap.values[0] + 1;
        here = gap.end;
        pages.add(page);
      }
      return pages;
    };
  }

  function inOrder(word, name) {
    let at = 0;
    for (const character of word) {
      at = name.indexOf(character, at) + 1;
      if (!at) return false;
    }
    return true;
  }

  class Index {
    constructor(base, table) {
      this.base = base;
      this.table = table;
      const column = table.agencies;
      const code = (list, number) => (number < 0 ? "" : list[number][0]);
      const label = (list, number) => (number < 0 ? "" : list[number][1]);
      const places = sums(column.place);
      this.agencies = column.id.map((id, i) => ({
        id,
        name: column.name[i],
        folded: fold(column.name[i]),
        place: table.places[places[i]],
        province: table.places[places[i]][0],
        sector: code(table.sectors, column.sector[i]),
        sectorLabel: label(table.sectors, column.sector[i]),
        level: code(table.levels, column.level[i]),
        levelLabel: label(table.levels, column.level[i]),
        pages: [],
      }));
      this.agencyOf = sums(table.agency_of);
      this.years = [];
      for (const [year, pages] of table.years) for (let i = 0; i < pages; i++) this.years.push(year);
      this.agencyOf.forEach((agency, page) => this.agencies[agency].pages.push(page));
      this.shards = new Map();
    }

    agency(number) {
      return this.agencies[number];
    }

    report(page) {
      const agency = this.agencies[this.agencyOf[page]];
      const year = this.years[page];
      return { id: this.table.unusual[page] || agency.id + "-" + year, year, agency };
    }

    async text(page) {
      const data = await load(this.url("text/" + this.report(page).id + ".gz"));
      const text = new TextDecoder().decode(data);
      const end = text.indexOf("\n");
      return { heading: text.slice(0, end), body: text.slice(end + 1) };
    }

    holds(text, wanted) {
      const body = fold(text.heading + "\n" + text.body);
      return wanted.every((word) => body.includes(word));
    }

    async query(text, filters) {
      const wanted = words(text);
      const parted = wanted.map(nameAndYear);
      const years = parted.map((part) => part.year).filter(Boolean);
      const found = this.matchingAgencies(parted.map((part) => part.name).filter(Boolean));
      const theirs = new Set(found);
      const listed = await this.pages(wanted);
      const candidates = this.agencyOf
        .map((_, page) => page)
        .filter((page) => {
          if (!listed || listed.has(page)) return true;
          return theirs.has(this.agencyOf[page]) && (!years.length || years.includes(this.years[page]));
        });
      const rank = (page) =>
        (theirs.has(this.agencyOf[page]) ? 0 : 2) + (years.length && !years.includes(this.years[page]) ? 1 : 0);
      const reports = candidates.filter((page) => this.takes(page, filters)).sort((a, b) => rank(a) - rank(b) || a - b);
      const agencies = found.filter((number) => this.agencies[number].pages.some((page) => this.takes(page, filters)));
      return { agencies, reports, theirs, words: wanted, facets: this.facets(candidates, filters) };
    }

    /** Whether a page passes all filters, or all but one. */
    takes(page, filters, but) {
      return FACETS.every((name) => name === but || !filters[name] || filters[name] === this.value(page, name));
    }

    value(page, name) {
      return name === "year" ? String(this.years[page]) : this.agencies[this.agencyOf[page]][name];
    }

    /** For each filter and each value the number of reports left if it were chosen. */
    facets(candidates, filters) {
      const counts = {};
      for (const name of FACETS) {
        counts[name] = new Map();
        for (const page of candidates) {
          if (!this.takes(page, filters, name)) continue;
          const value = this.value(page, name);
          counts[name].set(value, (counts[name].get(value) || 0) + 1);
        }
      }
      return counts;
    }

    /** By parts of the name, else by characters in order (甲样教育); best first. */
    matchingAgencies(wanted) {
      if (!wanted.length) return [];
      const variants = wanted.map((word) => this.variants(word));
      const inName = (some, name) => some.some((variant) => name.includes(variant));
      const numbers = this.agencies.map((_, number) => number);
      let found = numbers.filter((number) => {
        const { folded, place } = this.agencies[number];
        const where = place.join("");
        return (
          variants.some((some) => inName(some, folded)) &&
          variants.every((some) => inName(some, folded) || where.includes(some[0]))
        );
      });
      if (!found.length && wanted.join("").length >= LOOSE_FROM) {
        found = numbers.filter((number) => wanted.every((word) => inOrder(word, this.agencies[number].folded)));
      }
      const rank = (number) => {
        const name = this.agencies[number].folded;
        return [variants[0].includes(name) ? 0 : 1, name.startsWith(wanted[0]) ? 0 : 1, name.length, number];
      };
      return found
        .map(rank)
        .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3])
        .map((ranked) => ranked[3]);
    }

    variants(word) {
      const found = [word];
      for (const [short, names] of this.table.aliases) {
        if (word.includes(short)) for (const name of names) found.push(word.replaceAll(short, name));
      }
      return found;
    }

    /** Pages that hold all keys of all words; null, which means all, when nothing is asked. */
    async pages(wanted) {
      if (!wanted.length) return null;
      const asked = [...new Set(wanted.flatMap(keys))];
      if (!asked.length) return new Set();
      const postings = await Promise.all(asked.map((key) => this.posting(key)));
      postings.sort((a, b) => a.size - b.size);
      return new Set([...postings[0]].filter((page) => postings.every((posting) => posting.has(page))));
    }

    async posting(key) {
      let low = 0;
      let high = this.table.shards.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.table.shards[middle] <= key) low = middle + 1;
        else high = middle;
      }
      if (!low) return new Set();
      if (!this.shards.has(low)) {
        const name = "shards/" + String(low - 1).padStart(4, "0") + ".gz";
        this.shards.set(low, load(this.url(name)).then(openShard));
      }
      return (await this.shards.get(low))(key);
    }

    /** Addresses change with the content, so that a browser's cache never mixes two editions. */
    url(name) {
      return this.base + name + "?v=" + this.table.version;
    }
  }

  async function open(base) {
    const table = JSON.parse(new TextDecoder().decode(await load(base + "meta.json.gz")));
    if (table.format !== FORMAT) throw new Error("search index of format " + table.format);
    return new Index(base, table);
  }

  window.gongkaiSearch = { open, fold, words, keys };
})();
