// What can be said of a sentence: it stands in a source word for word, its figures agree or differ, it is only alike,
// or nothing is.
import { ClaimReader } from "./claims.js";
import { isValue, Places } from "./places.js";

const ALIKE = { en: 0.25, ko: 0.19 }; // from which a place is the nearest; Korean by syllables
const ALIKE_CLAIMED = 0.36; // … to a sentence with figures
const FEWEST = 2; // words, or pairs of syllables, that both have
const SAME_SUBJECT = 0.3; // from which figures that agree are of the same subject
const FIRST = 0.2; // … if many agree
const SAME_MEASURE = 0.42; // from which other figures are of the same measure
const SHARED = 0.15; // less if the others are shared
const OTHER_SUBJECT = 0.15; // more alike, from which a place counts that does not have every name of the sentence
const SURE = 0.12; // more alike: of two places, the one meant
const MUCH = 0.2; // so much more alike that figures which agree elsewhere are an accident
const MOST = 0.5; // of the claims
const MANY = 3; // claims that agree are no accident
const CLAIMS = 0.35; // what shared claims add
const SHORTEST = 6; // letters of a sentence that may be verbatim

export class DraftJudge {
  constructor(data) {
    this.places = new Places(data, new ClaimReader(data.rules));
    this.verbatim = new Map();
    for (const place of this.places.all) {
      if (place.kind !== "sentence") continue;
      for (const lang of ["en", "ko"]) this.verbatim.set(bareText(place[lang]), { place, lang });
    }
  }

  // {sentence, verdict, place, row, others: the claims that differ, lang}
  judge(text) {
    const found = this.#judge(text.normalize("NFKC").replace(/\s+/g, " ").trim());
    const others = found.others.map((claim) => ({ ...claim, text: found.sentence.slice(claim.begin, claim.end) }));
    return { ...found, others };
  }

  #judge(plain) {
    const lang = /[가-힣]/.test(plain) ? "ko" : "en";
    const same = plain.length >= SHORTEST && this.verbatim.get(bareText(plain));
    if (same) return { sentence: plain, verdict: "verbatim", place: same.place, lang: same.lang, others: [] };
    const sentence = this.places.readText(plain, lang);
    const subjects = this.places.subjectsOf(sentence);
    const rated = this.places.rate(sentence, lang);
    const nearest = rated[0];
    const claimed = sentence.claims.length > 0;
    const compared = claimed ? this.#compare(sentence, rated, subjects) : null;
    if (compared) return { ...compared, sentence: plain, lang };
    const shared = [...sentence.words].filter((word) => nearest.text.words.has(word)).length;
    const isNamed = subjects.some((name) => nearest.text.names.has(name) || nearest.text.onPage.has(name));
    const isAlike = (shared >= FEWEST || isNamed) && nearest.likeness >= (claimed ? ALIKE_CLAIMED : ALIKE[lang]);
    const verdict = isAlike ? "nearest" : "none";
    return {
      sentence: plain,
      verdict,
      place: verdict === "nearest" ? nearest.place : null,
      lang,
      others: [],
      likeness: nearest.likeness,
    };
  }

  #compare(sentence, rated, subjects) {
    const bears = ({ text }) => subjects.every((name) => text.names.has(name) || text.onPage.has(name));
    const most = rated.find(bears)?.likeness ?? 0;
    const candidates = rated
      .filter(
        (one) =>
          one.likeness >= (sentence.claims.length < MANY ? SAME_SUBJECT : FIRST) &&
          (bears(one) || one.likeness > most + OTHER_SUBJECT),
      )
      .map((candidate) => ({ ...candidate, ...this.#match(sentence, candidate) }));
    const agreeing = candidates.find(({ agrees }) => agrees);
    const differing = candidates
      .filter(({ differs, likeness, share }) => differs && likeness + SHARED * share >= SAME_MEASURE)
      .map((one) => ({ ...one, score: one.likeness + CLAIMS * one.share }))
      .sort((first, second) => second.score - first.score);
    const against = differing.find(({ contradicts }) => contradicts);
    const sure = agreeing?.row ? 0 : sentence.claims.length < MANY ? SURE : -SURE;
    const other = differing.find(
      ({ likeness }) => sentence.claims.length < MANY && likeness > agreeing?.likeness + MUCH,
    );
    if (agreeing && !other && !(against && against.likeness > agreeing.likeness - sure)) {
      return {
        verdict: "agrees",
        place: agreeing.place,
        row: agreeing.row,
        rows: agreeing.rows,
        others: [],
        likeness: agreeing.likeness,
      };
    }
    const chosen = differing[0];
    if (!chosen) return null;
    return {
      verdict: "differs",
      place: chosen.place,
      row: chosen.row,
      rows: chosen.rows,
      others: chosen.others,
      likeness: chosen.likeness,
    };
  }

  // How the claims of a sentence stand to those of a place.
  #match(sentence, candidate) {
    return candidate.place.rows ? this.#matchRows(sentence, candidate) : this.#matchText(sentence, candidate);
  }

  #matchText(sentence, { text }) {
    const others = sentence.claims.filter((claim) => !this.#stands(claim, text) || isOneTooMany(claim, sentence, text));
    const mispaired = sentence.claims.filter((claim) => !others.includes(claim) && isMispaired(claim, sentence, text));
    const differing = [...others, ...mispaired];
    const share = 1 - differing.length / sentence.claims.length;
    const isCompared = mispaired.length > 0 || others.some((claim) => hasOther(claim, sentence, text, share));
    return {
      agrees: !differing.length,
      differs: isCompared,
      contradicts: !others.length && mispaired.length > 0,
      others: differing,
      share,
    };
  }

  #stands(claim, text) {
    const { kind, words } = claim;
    if (kind === "code") {
      return (
        text.all.has(words[0]) ||
        this.places.names.some(
          ({ codes }, name) => codes.includes(words[0]) && (text.names.has(name) || text.onPage.has(name)),
        )
      );
    }
    return isValue(claim)
      ? text.claims.some((other) => isSameValue(claim, other))
      : words.every((word) => text.all.has(word));
  }

  #readNotes(rows, lang) {
    const notes = rows.map(([, , en = "", ko = ""]) => (lang === "en" ? en : ko)).join(". ");
    return new Set(this.places.reader.read(notes, lang).flatMap(({ words }) => words));
  }

  // A series has a value of each year.
  #matchRows(sentence, { place, text }) {
    const values = sentence.claims.filter(({ kind }) => kind === "number");
    const notes = this.#readNotes(place.rows, text.lang);
    const rest = sentence.claims.filter(
      (claim) =>
        !values.includes(claim) &&
        claim.kind !== "year" &&
        !this.#stands(claim, text) &&
        !claim.words.every((word) => notes.has(word)),
    );
    const special = this.places.groups.some(
      ({ only }, number) => only && text.words.has(`group ${number}`) && !sentence.words.has(`group ${number}`),
    );
    const years = sentence.claims.filter(({ kind }) => kind === "year").map(({ words }) => words[0]);
    const rowOf = (year) => place.rows.find(([period]) => period === year);
    const told = new Set(values.filter(({ year }) => year && rowOf(year)).filter((one) => isRow(one, rowOf(one.year))));
    // … down from 35,000 a year earlier
    const isOfOther = ({ year }) => !year || [...told].some((one) => one.year === year);
    const isSome = (value) => place.rows.some((row) => isRow(value, row));
    const wrong = values.filter((value) => !told.has(value) && rowOf(value.year) && !isOfOther(value));
    const unknown = values.filter(
      (value) => !told.has(value) && !wrong.includes(value) && !(isOfOther(value) && isSome(value)),
    );
    const isAll =
      values.length > 0 && years.every((year) => rowOf(year) && values.some((value) => value.year === year));
    const isNone = !values.length || special;
    const first = [...wrong, ...values][0];
    const isPlain = wrong.some((value) => !value.isAbout && !isRounded(value, rowOf(value.year)));
    const isRight = !wrong.length && !unknown.length && !rest.length && isAll && !isNone;
    return {
      agrees: isRight,
      differs: !isNone && isPlain,
      contradicts: !isNone && isPlain && !rest.length,
      rows: place.rows.filter(
        (row) => years.includes(row[0]) || values.some((value) => !told.has(value) && isRow(value, row)),
      ),
      row: first && (rowOf(first.year) ?? place.rows.find((row) => isRow(first, row))),
      others: [...wrong, ...rest],
      share: 1 - (wrong.length + unknown.length + rest.length) / sentence.claims.length,
    };
  }
}

const isRow = ({ words }, row) => words[0] === String(row[1]);

// 43만 for 430,389.
function isRounded({ words }, row) {
  const value = Number(words[0]);
  const step = 10 ** (/0*$/.exec(words[0])[0].length || 0);
  return step > 100 && Math.round(row[1] / step) * step === value;
}

const isSameValue = (claim, other) =>
  other.words[0] === claim.words[0] &&
  isValue(other) &&
  (!isMeasured(claim) || !isMeasured(other) || claim.kind === other.kind);

const isMeasured = ({ kind }) => kind === "number" || kind === "duration" || kind === "money";

// Whether a sentence has a value more often than a place: from 3 years to 3 years.
function isOneTooMany(claim, sentence, text) {
  if (!isValue(claim)) return false;
  const count = ({ claims }) => claims.filter((other) => isSameValue(claim, other)).length;
  return count(sentence) > count(text);
}

// Whether a place has another claim of the kind that the sentence does not have.
function hasOther({ kind, words }, sentence, text, share) {
  const same = text.claims.filter((other) => other.kind === kind || (kind === "year" && other.kind === "date"));
  return same.some(
    (other) =>
      (share >= MOST || !other.words.every((word) => sentence.all.has(word)) || kind === "date") &&
      words[0] + words[1] !== other.words[0] + other.words[1],
  );
}

// Whether a place has a value or date with another year or name, and another one with this.
function isMispaired(claim, sentence, text) {
  if (claim.kind === "date") {
    const same = text.claims.filter(
      ({ kind, words }) => kind === "date" && claim.words.every((word) => words.includes(word)),
    );
    return Boolean(claim.year) && same.length > 0 && same.every(({ year }) => year && year !== claim.year);
  }
  if (!isValue(claim)) return false;
  const values = text.claims.filter(isValue);
  const same = values.filter(({ words }) => words[0] === claim.words[0]);
  const others = values.filter(({ kind, words }) => kind === claim.kind && words[0] !== claim.words[0]);
  const isOfYear =
    claim.year &&
    same.every(({ year }) => year && year !== claim.year) &&
    others.some(({ year, words }) => year === claim.year && !sentence.all.has(words[0]));
  const meets = ({ labels }, other) => [...labels].some((name) => other.labels.has(name));
  const isNamed =
    claim.labels.size > 0 &&
    same.every((value) => value.labels.size && !meets(claim, value)) &&
    others.some((value) => meets(claim, value));
  return isOfYear || isNamed;
}

// A text without white space, quotation marks and a stop at its end.
export function bareText(text) {
  return text
    .normalize("NFKC")
    .replace(/[\s"'`“”‘’«»「」『』＂＇]/g, "")
    .replace(/[.。]+$/, "");
}
