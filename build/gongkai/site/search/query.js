/**
 * The browser's half of the search index: opens it, asks it, reads texts.
 * It knows nothing of the page, and of names only that `names.js` judges them.
 *
 * gongkaiSearch.open(url, language, sectorLabels) -> Promise<index>, and of an index:
 *   index.query(text, filters) -> Promise<{agencies: number[], reports: number[], words, unmet(page) -> string[], facets}>
 *   index.agency(number) -> {id, name, place: string[], sector, level, pages: number[]}
 *   index.report(page) -> {id, year, agency, form, doubts, aggregate}
 *   index.text(page) -> Promise<{heading, body}>
 *   index.holds(text, words) -> boolean
 *   index.takes(page, filters) -> boolean
 *   index.values(facet) -> string[], in their order
 *   index.placeName(name) -> string, in the language of the page
 */
(function () {
  "use strict";

  const FORMAT = 2;
  const LONGEST_TOKEN = 24;
  const EVERY_PAIR_UP_TO = 4;
  const RUN = /[\u3007\u3400-\u4dbf\u4e00-\u9fff]+|[0-9a-z]+/g;
  const WORD_BREAK = /[\s\u200b\ufeff,;"“”‘’，、；。！？!?《》〈〉「」『』（）()[\]【】]+/;
  const YEAR_LAST = /^(|.*[^0-9a-z])(20[0-9]{2})(?:年度报告|年报告|年年报|年报|年度|年)?$/;
  const YEAR_FIRST = /^(20[0-9]{2})(?:年度报告|年报告|年年报|年报|年度|年)?([^0-9a-z].*)$/;
  /** Province before city: a city stands within its province. */
  const FACETS = ["year", "province", "city", "level", "sector", "form", "doubts"];
  /** Facets that describe a body, so that bodies without a report have them too. */
  const OF_BODIES = ["province", "city", "level", "sector"];
  /** What stands for "not known" in the address. */
  const NONE = "none";
  /** A long word is looked up by some of its pairs; by more of them while many pages are left, each costs a file. */
  const FIRST_KEYS = 4;
  const MOST_KEYS = 8;
  const FEW_PAGES = 60;
  /** Bytes: a longer list of bodies without a report is fetched only when a name finds no other body. */
  const SMALL = 60000;

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
    if (last) return { word, name: last[1], year: Number(last[2]) };
    const first = YEAR_FIRST.exec(word);
    return first ? { word, name: first[2], year: Number(first[1]) } : { word, name: word, year: null };
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
  async function load(url, options) {
    const response = await fetch(url, options);
    if (!response.ok) throw new Error(url + ": " + response.status);
    const data = new Uint8Array(await response.arrayBuffer());
    if (data[0] !== 0x1f || data[1] !== 0x8b) return data;
    const plain = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  }

  async function loadJson(url, options) {
    return JSON.parse(new TextDecoder().decode(await load(url, options)));
  }

  function sums(differences) {
    let sum = 0;
    return differences.map((difference) => (sum += difference));
  }

  function unrolled(runs) {
    return runs.flatMap(([value, times]) => new Array(times).fill(value));
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

  /** Bodies from their columns; see agency_columns() in meta.py. */
  function openAgencies(table, codes) {
    const column = table.agencies;
    const placeCodes = sums(table.place_codes);
    const places = table.places.map((parts, i) => ({ parts, code: placeCodes[i] ? String(placeCodes[i]) : "" }));
    return sums(column.place).map((place, i) => {
      const { parts, code } = places[place];
      const cut = column.name[i];
      const name = cut[0] === "-" ? cut.slice(1) : parts[Number(cut[0])] + cut.slice(1);
      return {
        id: column.id[i][0] === "-" ? code + column.id[i] : column.id[i],
        name,
        folded: fold(name),
        latin: "",
        where: places[place],
        place: parts,
        province: parts[0],
        city: parts[1],
        sector: codes.sectors[column.sector[i]] || "",
        level: codes.levels[column.level[i]] || "",
        pages: [],
      };
    });
  }

  class Index {
    constructor(base, table, places, sectorLabels) {
      this.base = base;
      this.table = table;
      this.foreignPlaces = places;
      this.sectorLabels = sectorLabels;
      this.agencies = [];
      this.add(openAgencies(table, table.codes));
      this.agencyOf = sums(table.agency_of);
      this.years = unrolled(table.years);
      this.forms = unrolled(table.form).map((form) => table.codes.forms[form] || "");
      this.aggregates = new Set(sums(table.aggregates));
      this.agencyOf.forEach((agency, page) => this.agencies[agency].pages.push(page));
      this.shards = new Map();
      this.known = new Map();
      this.complete = !table.unheld[0];
    }

    /** Bodies in Latin letters are their id, which holds the name in pinyin, and their place and field in the page's language. */
    add(agencies) {
      for (const agency of agencies) {
        const foreign = this.foreignPlaces ? agency.place.map((name) => this.foreignPlaces[name] || "") : [];
        if (this.foreignPlaces) foreign.push(this.sectorLabels[agency.sector] || "");
        agency.latin = [agency.id, agency.id.replaceAll("-", ""), ...foreign.map(fold)].join(" ");
        this.agencies.push(agency);
      }
    }

    async addUnheld() {
      if (this.complete) return;
      if (!this.unheld) {
        this.unheld = loadJson(this.url("unheld.json.gz"));
        this.unheld.catch(() => (this.unheld = null));
      }
      const table = await this.unheld;
      if (this.complete) return;
      this.complete = true;
      this.add(openAgencies(table, this.table.codes));
    }

    agency(number) {
      return this.agencies[number];
    }

    placeName(name) {
      return (this.foreignPlaces && this.foreignPlaces[name]) || name;
    }

    report(page) {
      const agency = this.agencies[this.agencyOf[page]];
      const year = this.years[page];
      const aggregate = this.aggregates.has(page);
      const usual = agency.id + "-" + year + (aggregate ? "-aggregate" : "");
      const id = this.table.unusual[page] || usual;
      return { id, year, agency, form: this.forms[page], doubts: this.table.doubts[page], aggregate };
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

    /** A page is found if each word is one of its body's (and the year fits) or stands in its text. */
    async query(text, filters) {
      const wanted = words(text).map(nameAndYear);
      const reading = Promise.all(wanted.map((part) => this.holding(part)));
      reading.catch(() => {}); // told where it is awaited, if nothing else fails before
      if (wanted.length && this.table.unheld[1] <= SMALL) await this.addUnheld();
      let bodies = gongkaiSearch.names.bodies(this, wanted);
      if (!bodies.found.length && !this.complete && wanted.some((part) => part.name)) {
        await this.addUnheld();
        bodies = gongkaiSearch.names.bodies(this, wanted);
      }
      const held = await reading;
      // Of one character alone the index knows nothing; beside other words the texts are asked.
      const open = held.some((pages) => pages && pages.size);
      const met = (page, i) => {
        const { name, year } = wanted[i];
        return (!name || bodies.counts(this.agencyOf[page], i)) && (!year || year === this.years[page]);
      };
      const ranks = new Map();
      this.agencyOf.forEach((agency, page) => {
        let rank = 0;
        for (let i = 0; i < wanted.length; i++) {
          if (met(page, i)) rank = Math.max(rank, bodies.rank(agency, i));
          else if (held[i] ? held[i].has(page) : open) rank = 2;
          else return;
        }
        ranks.set(page, rank);
      });
      const candidates = [...ranks.keys()];
      const reports = candidates.filter((page) => this.takes(page, filters));
      reports.sort((a, b) => ranks.get(a) - ranks.get(b) || a - b);
      return {
        agencies: bodies.found.filter((number) => this.takesBody(number, filters)),
        reports,
        wanted,
        words: wanted.map((part) => part.word),
        unmet: (page) => wanted.filter((_, i) => !met(page, i)).map((part) => part.word),
        facets: this.facets(candidates, filters),
      };
    }

    takesBody(number, filters) {
      const agency = this.agencies[number];
      if (agency.pages.length) return agency.pages.some((page) => this.takes(page, filters));
      return FACETS.every((name) => !filters[name] || (OF_BODIES.includes(name) && filters[name] === (agency[name] || NONE)));
    }

    takes(page, filters) {
      return FACETS.every((name) => !filters[name] || filters[name] === this.value(page, name));
    }

    value(page, name) {
      if (name === "year") return String(this.years[page] || NONE);
      if (name === "form") return this.forms[page] || NONE;
      if (name === "doubts") return this.table.doubts[page] ? "yes" : "no";
      return this.agencies[this.agencyOf[page]][name] || NONE;
    }

    /** All values of a facet: years from the newest, places and codes in the order of their lists, what is not known last. */
    values(name) {
      if (!this.known.has(name)) this.known.set(name, this.valuesInOrder(name));
      return this.known.get(name);
    }

    valuesInOrder(name) {
      const found = new Set(this.agencyOf.map((_, page) => this.value(page, name)));
      const { levels, sectors, forms } = this.table.codes;
      const order = { level: levels, sector: sectors, form: forms, doubts: ["yes", "no"] }[name];
      const places = { province: 0, city: 1 }[name];
      let known = [...found];
      if (order) known = order.filter((value) => found.has(value));
      else if (places !== undefined) known = this.byCode().map((place) => place.parts[places]).filter((value) => found.has(value));
      else known.sort().reverse();
      return [...new Set([...known.filter((value) => value !== NONE), ...(found.has(NONE) ? [NONE] : [])])];
    }

    /** Places in the order of their codes, those without one last. */
    byCode() {
      const places = [...new Set(this.agencies.map((agency) => agency.where))];
      return places.sort((a, b) => (a.code || "9999999").localeCompare(b.code || "9999999"));
    }

    /** For each facet and each value the number of reports left if it were chosen. */
    facets(candidates, filters) {
      const counts = {};
      for (const name of FACETS) counts[name] = new Map();
      const add = (name, page) => {
        const value = this.value(page, name);
        counts[name].set(value, (counts[name].get(value) || 0) + 1);
      };
      const active = FACETS.filter((name) => filters[name]);
      for (const page of candidates) {
        const missed = active.filter((name) => filters[name] !== this.value(page, name));
        // Whoever chooses another province leaves the city.
        if (missed[0] === "province" && missed[1] === "city") missed.pop();
        if (!missed.length) for (const name of FACETS) add(name, page);
        else if (missed.length === 1) add(missed[0], page);
      }
      return counts;
    }

    /** Pages that can hold the word, null where no key says; none for a year, which is a matter of the report and not of its words. */
    async holding({ word, name }) {
      if (!name) return new Set();
      const asked = keys(word);
      if (!asked.length) return null;
      // The ends say most: between them stand the words that all names share.
      const order = [0, asked.length - 1, ...asked.keys()].filter((at, i, all) => all.indexOf(at) === i);
      let pages = null;
      for (let from = 0; from < Math.min(order.length, MOST_KEYS); from += FIRST_KEYS) {
        if (pages && pages.size <= FEW_PAGES) break;
        const some = order.slice(from, Math.min(from + FIRST_KEYS, MOST_KEYS)).map((at) => this.posting(asked[at]));
        const postings = (await Promise.all(some)).concat(pages ? [pages] : []).sort((a, b) => a.size - b.size);
        pages = new Set([...postings[0]].filter((page) => postings.every((posting) => posting.has(page))));
      }
      return pages;
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
        const shard = load(this.url(name)).then(openShard);
        // What did not come is asked for again by the next search.
        shard.catch(() => this.shards.delete(low));
        this.shards.set(low, shard);
      }
      return (await this.shards.get(low))(key);
    }

    /** Addresses change with the content, so that a browser's cache never mixes two editions. */
    url(name) {
      return this.base + name + "?v=" + this.table.version;
    }
  }

  async function open(base, language, sectorLabels) {
    const foreign = language && language !== "zh" ? loadJson(base + "places." + language + ".json.gz") : null;
    // This file alone has no edition in its address: an old copy of it would ask for files that are new.
    const [table, places] = await Promise.all([loadJson(base + "meta.json.gz", { cache: "no-cache" }), foreign]);
    if (table.format !== FORMAT) throw new Error("search index of format " + table.format);
    return new Index(base, table, places, sectorLabels || {});
  }

  window.gongkaiSearch = { open, fold, words, keys, FACETS, NONE };
})();
