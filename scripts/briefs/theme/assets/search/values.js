// The value in a text that answers a question. Finds what may be one: figures, shares, dates, durations, sums, codes,
// telephone numbers, addresses.
const MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
const DAYS = "\\d{1,2}(?: ?(?:to|–|-) ?\\d{1,2})?";
const KOREAN_FIGURE = "\\d+(?:,\\d+)*(?:\\.\\d+)?(?:만|천|억)?(?: ?\\d+(?:,\\d+)*(?:만|천)?)*";
const PATTERNS = {
  address: { both: "www\\.[a-z\\d.-]+[a-z\\d]" },
  telephone: { both: "\\d{4}-\\d{4}|\\b1345\\b" },
  code: { both: "\\b[A-Z]-\\d{1,2}(?:-\\d)?(?:-?[A-Z]\\b)?" },
  level: { en: "Tier \\d|\\d+ times", ko: "\\d+등급|\\d+배" },
  ordinal: { en: "\\d+(?:st|nd|rd|th) Session|No\\. \\d+", ko: "제\\d+[차호]" },
  share: { both: "\\d+(?:\\.\\d+)?%" },
  money: {
    en: "\\d[\\d,.]*(?: (?:million|billion))? (?:US dollars|dollars|won)",
    ko: "(?:미화 )?(?:약 )?\\d[\\d,]*(?:만|천만|억|천)* ?(?:원|달러)",
  },
  date: {
    en: `(?:${DAYS} )?${MONTH} \\d{4}|\\b(?:19|20)\\d{2}\\b`,
    ko:
      "(?:19|20)\\d{2}(?:~(?:19|20)\\d{2})?년(?: \\d{1,2}월(?: \\d{1,2}(?:~\\d{1,2})?일(?:부터 \\d{1,2}일)?)?)?" +
      "|\\d{1,2}월 \\d{1,2}일",
  },
  duration: { en: "\\b\\d+[- ](?:years?|months?|weeks?|days?)\\b", ko: "\\d+(?:년간|년|개월|주|일)(?! ?\\d{1,2}월)" },
  number: {
    en: "(?<![-\\dA-Za-z.])\\d+(?:,\\d+)*(?:\\.\\d+)?(?: (?:million|thousand))?(?![-\\d]|st\\b|nd\\b|rd\\b|th\\b)",
    ko: `(?<![-\\dA-Za-z])${KOREAN_FIGURE}(?:여)? ?(?:명|곳|개(?!월|년)|건|점|세|호)?(?![\\d·]| ?월|개월|개년)`,
  },
};
// What one kind has found is none of a later one: a telephone number is no number of persons.
const FOUND = "address telephone code level ordinal share money date duration number".split(" ");
// What is looked for first if a question may ask for several kinds.
const ASKED = "telephone address code person level ordinal share money date duration number definition".split(" ");
// A figure that the answer is a part of, or that was before it: Of 47 occupations, 10; from 89 to 107.
const WHOLE = { before: /(?:^|[.:;] )Of (?:the )?(?:about )?$/, after: /^ ?(?:만점|(?:\S+ ){0,2}?가운데)/ };
const PREVIOUS = { before: /\bfrom (?:about )?$/, after: /^에서 / };
const OUT_OF = /^ of $/; // 200 of 300 points
const SENTENCE = 80; // characters: as far away as the next sentence is
const IN_BRACKETS = 0.6;
const YEARLY = new Set(["number", "share"]); // figures that are of a year
const NEAR = 3; // characters
const APART = 15; // characters: as far away as what a comma or a word of listing separates
const SURE = 0.8; // of the nearest value's closeness: another this near leaves it open which is meant
const COUNTER = /몇 ?(명|곳|개|건|점)(?!월|년)|(인원)/;
const cache = new Map();

// [{kind, text, begin, end}] in the order of the text.
export function findValues(text, lang) {
  const key = `${lang}${text}`;
  if (!cache.has(key)) cache.set(key, readValues(text, lang));
  return cache.get(key);
}

function readValues(text, lang) {
  const values = [];
  let rest = text;
  for (const kind of FOUND) {
    const pattern = PATTERNS[kind][lang] ?? PATTERNS[kind].both;
    rest = rest.replace(new RegExp(pattern, "g"), (found, ...groups) => {
      const begin = groups.find((group) => typeof group === "number");
      const value = found.trimEnd();
      values.push({ kind, text: value, begin, end: begin + value.length });
      return "_".repeat(found.length);
    });
  }
  return values.sort((first, second) => first.begin - second.begin);
}

// {kind, value} of the first kind asked for that the text has; the whole text of a definition has no value.
export function chooseValue({ part, row, anchors }, question, read, people) {
  if (row) return { kind: "number", value: row[1] };
  const text = part[read];
  const kinds = ASKED.filter((one) => question.kinds.has(one));
  const first = kinds.filter((one) => question.first.includes(one));
  for (const kind of new Set([...first, ...kinds])) {
    if (kind === "definition" && part.kind === "term") return { kind };
    if (kind === "person") {
      const person = people.find((one) => text.includes(one[read]));
      if (person) return { kind, value: person[read], person };
    }
    if (kind === "code" && part.kind === "term") {
      if (part.origin.length === 2) return { kind, value: part.origin[1] };
      continue;
    }
    const all = findValues(text, read).filter((value) => value.kind === kind);
    const values = all.filter((value) => !isAsked(value, question));
    if (kind === "duration" && values.length < all.length) return {};
    const whole = kind === "date" ? values.filter(({ text: value }) => !/^\d{4}\D?$/.test(value)) : [];
    const fitting = (whole.length ? whole : values).filter(({ text: value }) => fitsCounter(value, question));
    if (fitting.length)
      return { kind, ...nearestValue(fitting, anchors, question, text, read, String(part.origin[0]?.[0]).slice(0, 4)) };
  }
  return {};
}

// A value that the question itself has is no answer.
function isAsked(value, { years, items }) {
  const figures = value.text.match(/\d+(?:,\d+)*/g)?.map((figure) => figure.replaceAll(",", "")) ?? [];
  if (value.kind === "code") return items.some(({ key }) => key === value.text.toLowerCase().replaceAll("-", ""));
  if (figures.length !== 1) return false;
  return value.kind === "date"
    ? years.includes(figures[0]) && /^\d{4}\D?$/.test(value.text)
    : items.some(({ key }) => key === figures[0]);
}

function fitsCounter(value, { counter }) {
  if (!counter) return true;
  return "곳개".includes(counter) ? /[곳개]$/.test(value) : value.endsWith(counter);
}

// {value, closeness} of the value that the question is about; no value if another is as near.
function nearestValue(values, anchors, question, text, read, lastYear) {
  const given = choosePart(values, question, text, read, lastYear);
  const distances = given.map((value) => closeness(value, anchors, text, read));
  const nearest = Math.max(...distances);
  const chosen = given[distances.indexOf(nearest)];
  const isOpen = distances.some((one, position) => one > SURE * nearest && given[position].text !== chosen.text);
  const year = isOpen || !YEARLY.has(chosen.kind) ? undefined : yearBeside(chosen, values, text, read);
  return { value: isOpen ? undefined : chosen.text, near: chosen.text, closeness: nearest, year };
}

// The values that may be meant: of the year asked for, or the newest.
function choosePart(all, { years, isLast, isLargest }, text, read, lastYear) {
  const isDate = all[0].kind === "date";
  const values = withoutWholes(all, text);
  const isOfYear = (value) =>
    isDate ? value.text.includes(years[0]) : yearBeside(value, all, text, read) === years[0];
  const ofYear = years.length === 1 ? values.filter(isOfYear) : [];
  if (isLast && isDate) return [(ofYear.length ? ofYear : values).at(-1)];
  if (ofYear.length) return ofYear;
  if (isLargest && values[0].kind === "duration") {
    return [
      values.reduce((most, value) => (Number.parseInt(value.text, 10) > Number.parseInt(most.text, 10) ? value : most)),
    ];
  }
  const newest = isDate || years.length ? [] : newestValues(values, text, read, lastYear);
  return newest.length ? newest : values;
}

// The values without those that another is a part of, or that were before it.
function withoutWholes(values, text) {
  const stands = ({ begin, end }, { before, after }) =>
    before.test(text.slice(0, begin)) || after.test(text.slice(end));
  const previous = values[0].kind === "date" ? -1 : values.findIndex((value) => stands(value, PREVIOUS));
  if (previous >= 0 && values[previous + 1]) return [values[previous + 1]];
  const parts = values.filter((value, position) => {
    const before = values[position - 1];
    const isOutOf = before && OUT_OF.test(text.slice(before.end, value.begin));
    if (isOutOf) before.reach = value.end;
    return !isOutOf && !stands(value, WHOLE);
  });
  return parts.length ? parts : values;
}

// The values of the newest year that had come, if they are of several.
function newestValues(values, text, read, lastYear) {
  const years = values.map((value) => yearBeside(value, values, text, read));
  const newest = years.reduce((last, year) => (year > last && year <= lastYear ? year : last), "");
  return new Set(years).size > 1 && !years.includes(undefined)
    ? values.filter((_, position) => years[position] === newest)
    : [];
}

// Korean says what a figure counts before it, English before or after it.
function closeness({ begin, end, reach = end }, anchors, text, read) {
  const after = read === "ko" ? 2 : 1;
  const distanceTo = (place) => {
    const [from, to] = place.begin >= reach ? [reach, place.begin] : [place.end, begin];
    const between = text.slice(from, to);
    const apart = between.includes(". ") ? SENTENCE : /[,;]| and /.test(between) ? APART : 0;
    return Math.max(0, to - from) * (place.begin >= reach ? after : 1) + apart;
  };
  const isInBrackets = text.lastIndexOf("(", begin) > text.lastIndexOf(")", begin);
  const sum = anchors.reduce(
    (total, { places, weight }) => total + weight / (NEAR + Math.min(...places.map(distanceTo))),
    0,
  );
  return isInBrackets ? IN_BRACKETS * sum : sum;
}

// The year beside a value: in English the next one unless another value comes first, else the one before.
function yearBeside(value, values, text, read) {
  const years = [...text.matchAll(/\b(?:19|20)\d\d/g)];
  const next = years.find(({ index }) => index >= value.end);
  const other = values.find(({ begin }) => begin > value.begin);
  if (read === "en" && next && !(other?.begin < next.index)) return next[0];
  return years.findLast(({ index }) => index < value.begin)?.[0];
}

// A value in the reader's language; undefined if it cannot be told which it is there.
export function translateValue({ part, row, kind, value, person }, read, lang) {
  if (person) return person[lang];
  if (row || value === undefined || read === lang) return value;
  const [from, to] = [read, lang].map((language) =>
    findValues(part[language], language).filter((one) => one.kind === kind),
  );
  return from.length === to.length ? to[from.findIndex((one) => one.text === value)]?.text : undefined;
}

// 명 of 몇 명, and of 인원.
export function readCounter(query) {
  const found = COUNTER.exec(query);
  return found && (found[1] ?? "명");
}
