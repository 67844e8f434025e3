/**
 * Which bodies a reader means: by parts of the name, short names, places, fields, characters in order, slips.
 *
 * gongkaiSearch.names.bodies(index, wanted) -> {found: number[], counts(agency, word), rank(agency, word)}
 * gongkaiSearch.names.near(index, wanted) -> number[]: bodies whose names differ in one character
 * gongkaiSearch.names.regions(index, wanted) -> [{code, names}]: places that the words name
 * `wanted` are words parted by nameAndYear() of query.js.
 */
(function () {
  "use strict";

  /** How a word is a body's: its field alone, its place begins so, its place (and field or name), its name. */
  const FIELD = 1;
  const ABOUT = 2;
  const PLACE = 3;
  const NAME = 4;
  /** Characters; two alone, in order but apart, match too many names. */
  const LOOSE_FROM = 3;
  const SLIP_FROM = 4;
  const MOST_VARIANTS = 40;
  const NEAR = 5;
  const REGIONS = 3;
  const LATIN = /^[a-z][a-z0-9'-]+$/;
  const CODE = /^[0-9]{6}$/;

  /** The word, and what it means where it holds short names of the alias table (高新区管委会 holds two). */
  function variants(word, aliases) {
    const found = new Set([word]);
    for (const each of found) {
      for (const [short, names] of aliases) {
        if (!each.includes(short) || found.size > MOST_VARIANTS) continue;
        // 政府办 stands in 人民政府办公室, which is written out already.
        if (names.some((name) => name.includes(short) && each.includes(name))) continue;
        for (const name of names) found.add(each.replace(short, name));
      }
    }
    return [...found];
  }

  function shared(word, name) {
    let length = 0;
    while (length < word.length && word[length] === name[length]) length += 1;
    return length;
  }

  /** What is left of a word behind the names of these places, whole or shortened (聊城 of 聊城市). */
  function rests(word, parts) {
    const found = new Set([word]);
    for (const part of parts) {
      for (const rest of [...found]) {
        const length = part ? shared(rest, part) : 0;
        if (length >= 2 || (length && length === part.length)) found.add(rest.slice(length));
      }
    }
    found.delete(word);
    return [...found].filter((rest) => rest.length >= 2);
  }

  /** The number of characters that the word takes up in the name, its characters in order; 0 if it does not. */
  function span(word, name) {
    const begin = name.indexOf(word[0]);
    let at = begin;
    for (const character of word) {
      at = name.indexOf(character, at) + 1;
      if (!at) return 0;
    }
    return at - begin;
  }

  function each(index, judge) {
    const places = new Map();
    const strengths = new Uint8Array(index.agencies.length);
    index.agencies.forEach((agency, number) => {
      if (!places.has(agency.where)) places.set(agency.where, judge.place(agency.where));
      strengths[number] = judge.body(agency, places.get(agency.where));
    });
    return strengths;
  }

  /** For each body how the word is its own; 0 where it is not. */
  function strengths(index, word) {
    const { aliases, sector_words: fields, codes } = index.table;
    const known = new Map();
    const meanings = (text) => known.get(text) || known.set(text, variants(text, aliases)).get(text);
    const sectors = (text) => codes.sectors.filter((_, i) => fields[i].includes(text));
    const own = sectors(word);
    const latin = LATIN.test(word);
    // Whoever writes a whole name means this body, not those that its place and its other half would fit.
    const exact = index.agencies.some((agency) => meanings(word).includes(agency.folded));
    const found = each(index, {
      place: ({ parts, code }) => ({
        itself: parts.includes(word) || (CODE.test(word) && code === word) ? PLACE : begins(word, parts) ? ABOUT : 0,
        rests: rests(word, parts).map((rest) => ({ names: meanings(rest), sectors: sectors(rest) })),
      }),
      body(agency, place) {
        if (meanings(word).some((name) => agency.folded.includes(name))) return NAME;
        if (latin && agency.latin.includes(word)) return NAME;
        if (place.itself === PLACE) return PLACE;
        if (exact) return place.itself;
        const fits = ({ names, sectors: of }) => of.includes(agency.sector) || names.some((name) => agency.folded.includes(name));
        if (place.rests.some(fits)) return PLACE;
        return place.itself || (own.includes(agency.sector) ? FIELD : 0);
      },
    });
    return found.some((strength) => strength > FIELD) ? found : loose(index, word, meanings, found);
  }

  function begins(word, parts) {
    return word.length >= 2 && parts.some((part) => part.startsWith(word));
  }

  /** By characters in order, from the beginning of the name or behind its place (聊城环境, 聊城生环局). */
  function loose(index, word, meanings, found) {
    if (word.length < LOOSE_FROM) return found;
    const judged = each(index, {
      place: ({ parts }) => rests(word, parts).flatMap(meanings),
      body: (agency, left) =>
        left.some((rest) => span(rest, agency.folded)) ||
        (agency.folded.startsWith(word.slice(0, 2)) && meanings(word).some((name) => span(name, agency.folded)))
          ? PLACE
          : 0,
    });
    return judged.map((strength, number) => Math.max(strength, found[number]));
  }

  function bodies(index, wanted) {
    const of = wanted.map((part) => (part.name ? strengths(index, part.name) : null));
    const named = of.filter(Boolean);
    const found = [];
    if (named.length) {
      for (let number = 0; number < index.agencies.length; number++) if (named.every((one) => one[number])) found.push(number);
    }
    const first = wanted.find((part) => part.name);
    return {
      found: first ? sorted(index, found, named, first.name) : [],
      /** A field alone says which bodies may be meant; their reports are found by it only together with a place or name. */
      counts: (agency, i) => of[i][agency] > FIELD || (of[i][agency] && of.some((one) => one && one[agency] > FIELD)),
      rank: (agency, i) => (of[i] ? { [NAME]: 0, [PLACE]: 1 }[of[i][agency]] ?? 2 : 0),
    };
  }

  /** Best first. */
  function sorted(index, found, named, word) {
    const meanings = variants(word, index.table.aliases);
    const ranks = new Map();
    for (const number of found) {
      const agency = index.agencies[number];
      const isPlace = agency.place.includes(word);
      ranks.set(number, [
        meanings.includes(agency.folded) ? 0 : 1,
        -Math.min(...named.map((one) => one[number])),
        isPlace && agency.sector !== "government" ? 1 : 0,
        agency.folded.startsWith(word) ? 0 : 1,
        meanings.findIndex((name) => agency.folded.includes(name)),
        agency.pages.length ? 0 : 1,
        span(word, agency.folded),
        agency.name.length,
        number,
      ]);
    }
    return found.sort((a, b) => {
      const [one, other] = [ranks.get(a), ranks.get(b)];
      const at = one.findIndex((value, i) => value !== other[i]);
      return at < 0 ? 0 : one[at] - other[at];
    });
  }

  /** Matches a name that holds the word but for one character too many, missing, wrong or in its neighbour's place. */
  function slipped(word) {
    const characters = [...word].map((character) => character.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
    const forms = [];
    characters.forEach((_, i) => {
      const [before, after] = [characters.slice(0, i).join(""), characters.slice(i + 1).join("")];
      forms.push(before + "." + after);
      if (i) forms.push(before + "." + characters[i] + after);
      if (i) forms.push(characters.slice(0, i - 1).join("") + characters[i] + characters[i - 1] + after);
      if (characters.length >= SLIP_FROM) forms.push(before + after);
    });
    return new RegExp(forms.join("|"));
  }

  function near(index, wanted) {
    const names = wanted.map((part) => part.name).filter((name) => name && !LATIN.test(name));
    const length = names.join("").length;
    if (length < SLIP_FROM) return [];
    const tests = names.map((name) => ({ name, pattern: name.length >= LOOSE_FROM ? slipped(name) : null }));
    const found = [];
    index.agencies.forEach((agency, number) => {
      const missing = tests.filter(({ name }) => !agency.folded.includes(name) && !begins(name, agency.place));
      if (missing.length === 1 && missing[0].pattern && missing[0].pattern.test(agency.folded)) found.push(number);
    });
    const off = (number) => Math.abs(index.agencies[number].name.length - length);
    return found.sort((a, b) => off(a) - off(b) || a - b).slice(0, NEAR);
  }

  /** Whole or without its last character; in another language whole or by its first word. */
  function isCalled(index, part, name) {
    if (part === name || (part.startsWith(name) && part.length === name.length + 1 && name.length > 1)) return true;
    const foreign = LATIN.test(name) ? gongkaiSearch.fold(index.placeName(part)) : "";
    return foreign === name || foreign.startsWith(name + " ");
  }

  function regions(index, wanted) {
    const found = new Map();
    for (const { name } of wanted) {
      if (!name) continue;
      for (const { code, parts } of index.byCode()) {
        if (!code) continue;
        const codes = [code.slice(0, 2) + "0000", code.slice(0, 4) + "00", code];
        parts.forEach((part, i) => {
          if (isCalled(index, part, name) && parts.indexOf(part) === i) {
            found.set(codes[i], parts.slice(0, i + 1).filter((other, j, all) => other && all.indexOf(other) === j));
          }
        });
      }
    }
    return [...found].slice(0, REGIONS).map(([code, names]) => ({ code, names }));
  }

  gongkaiSearch.names = { bodies, near, regions };
})();
