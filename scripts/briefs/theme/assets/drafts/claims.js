// The figures, dates, codes and addresses of a text, as validation/claims.py reads them: its patterns come with the
// data (outputs/drafts.py), and tests/drafts/claims.yml has the cases of both.
export class ClaimReader {
  constructor(rules) {
    const compile = (pattern) => new RegExp(pattern, "gu");
    const compileBoth = (patterns) => ({ en: compile(patterns.en), ko: compile(patterns.ko) });
    this.months = rules.months;
    this.scales = new Map(Object.entries(rules.scales).map(([name, value]) => [name, Number(value)]));
    this.scale = new RegExp([...this.scales.keys()].join("|"), "g");
    this.myriads = new Set(rules.myriads);
    this.address = compile(rules.address);
    this.event = compile(rules.event);
    this.code = compile(rules.code);
    this.dates = compileBoth(rules.dates);
    this.numbers = compileBoth(rules.numbers);
    this.about = compileBoth(rules.about);
  }

  // [{kind: address, code, date or number, words: what both languages share, begin, end}] in the order of the text.
  read(text, lang) {
    const claims = [];
    let rest = text;
    const take = (kind, pattern, listWords, filler = " ") => {
      rest = rest.replace(pattern, (...match) => {
        const groups = typeof match.at(-1) === "object" ? match.at(-1) : {};
        const begin = match.findLast((part) => typeof part === "number");
        const words = listWords(match[0], groups);
        if (words.length) claims.push({ kind, words, begin, end: begin + match[0].trimEnd().length });
        return filler + " ".repeat(match[0].length - filler.length);
      });
    };
    take("address", this.address, (found) => [found.replace(/\.+$/, "")]);
    take("event", this.event, () => []);
    take("code", this.code, (found) => [found]);
    take("date", this.dates[lang], (_, groups) => this.#dateWords(groups), ";");
    for (const { words, begin, end } of this.#readFigures(rest, lang)) {
      claims.push({ kind: "number", words, begin, end });
    }
    return claims.sort((first, second) => first.begin - second.begin);
  }

  // Whether the figure at a place is approximate.
  isAbout(text, begin, lang) {
    return [...text.matchAll(this.about[lang])].some(({ 0: { length }, index }) => index + length === begin);
  }

  #dateWords({ m, m2, d, to, d2, y }) {
    const month = this.months.indexOf(m) + 1 || Number(m ?? m2);
    const days = [d, to, d2].filter(Boolean).map((day) => `${month}/${Number(day)}`);
    return [`month ${month}`, ...days, ...(y ? [y] : [])];
  }

  // 2천5백만 is 2500 times 만; 3만 5천 is one figure.
  *#readFigures(text, lang) {
    let [total, part, begin] = [0, 0, -1];
    for (const match of text.matchAll(this.numbers[lang])) {
      const { n, s, p, more } = match.groups;
      if (begin < 0) begin = match.index;
      let value = Number(n.replaceAll(",", "").replace(/\.$/, ""));
      for (const [scale] of (s ?? "").matchAll(this.scale)) {
        if (this.myriads.has(scale)) {
          total = multiply(part + value, this.scales.get(scale)) + total;
          [part, value] = [0, 0];
        }
        value = multiply(value, this.scales.get(scale));
      }
      part += value;
      if (s && more !== undefined) continue;
      yield { words: [`${total + part}${p ? "%" : ""}`], begin, end: match.index + match[0].trimEnd().length };
      [total, part, begin] = [0, 0, -1];
    }
  }
}

const multiply = (value, scale) => Number((value * scale).toPrecision(15));
