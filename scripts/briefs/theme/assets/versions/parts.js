// What differs between the versions of two days, from /api/v1/versions/<id>.json, where each part has what it said from
// which day on.

// What a part said on a day: a text in both languages, or null.
function textOn(texts, day) {
  return texts.findLast(({ date }) => date <= day)?.text[0] ?? null;
}

// The parts that differ, with the text of each day and the languages in which they differ.
export function findDifferences(parts, from, to) {
  return parts.flatMap((part) => {
    const before = textOn(part.texts, from);
    const after = textOn(part.texts, to);
    const languages = ["en", "ko"].filter((language) => before?.[language] !== after?.[language]);
    const isNeutral = [before, after].every((text) => text === null || text.en === text.ko);
    return languages.length ? [{ ...part, before, after, languages, isNeutral }] : [];
  });
}
