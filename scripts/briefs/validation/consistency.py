"""Check what must agree between values, files and languages.

A rule is a generator of problems over all data; each has a case in tests/cases/. To add one, write it and put it into
RULES.
"""

import difflib
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from briefs import LANGUAGES
from briefs.content.data_file import DataFile, child_values
from briefs.content.models import OwnTitle, Policy
from briefs.content.site_data import Data
from briefs.content.yaml_reader import Location
from briefs.errors import Problem, Problems, quoted_value
from briefs.text.glossary import term_usage
from briefs.utils.characters import HANGUL, character_name, foreign_character
from briefs.utils.parallel import run_parallel
from briefs.validation import (
    figures,
    identifiers,
    originals,
    parity,
    placeholders,
    provenance,
    references,
    support,
    terminology,
    timing,
)
from briefs.validation.meaning import meaning_comparer
from briefs.validation.placeholders import PLACEHOLDER


def check_data(data: Data, in_parallel: bool = True) -> None:
    """Check all rules. Raises Problems with everything that they find.

    What rules remember of a file (file_rules.py) is lost in parallel processes.
    """
    term_usage(data)  # before the processes are forked, so that it is computed once
    meaning_comparer(data).matcher.find_entries("", "en")
    meaning_comparer(data).matcher.find_entries("", "ko")
    jobs = [functools.partial(_rule_problems, rule, data) for rule in RULES]
    problems = run_parallel(jobs) if in_parallel else [job() for job in jobs]
    if any(problems):
        raise Problems(problem for found in problems for problem in found)


def _rule_problems(rule: Callable[[Data], Iterator[Problem]], data: Data) -> list[Problem]:
    return list(rule(data))


def check_statement_exists(data: Data) -> Iterator[Problem]:
    """Yield a problem if there is no statement that the home page is about, or it has only one sentence."""
    name = data.site.statement
    if name not in data.sources:
        yield Problem(f"data/sources/{name}.yml", 1, "file must exist: the site is about this statement")
    elif len(data.statement.passages) < 2:
        yield data.file_of(data.statement).problem(("passages",), "must have at least 2")


def check_ended_statuses(data: Data) -> Iterator[Problem]:
    """Yield a problem for each missing status of ended items."""
    for status in ("superseded", "withdrawn"):
        if status not in data.statuses:
            yield data.files["statuses"].problem(
                ("statuses",), f"must contain the status that ended items have: {status}"
            )


def check_term_pages(data: Data) -> Iterator[Problem]:
    """Yield a problem for each glossary term that no page uses, since a search for it would find nothing."""
    used = term_usage(data)
    for number, name in enumerate(data.terms):
        if not used[name]:
            yield data.files["glossary"].problem(("terms", number, "id"), f"must be used by a page: {name}")


def check_known_ids(data: Data) -> Iterator[Problem]:
    """Yield a problem for each unknown id, with the most similar known one."""
    for file, item in data.items():
        for place, fact in item.placed_facts:
            yield from _unknown_ids(file, (*place, "references"), fact.references, data.references)
        if isinstance(item, Policy):
            yield from _policy_ids(data, file, item)
    named = {name.id: name for name in data.lexicon.names}
    yield from _unknown_ids(data.files["search"], ("people",), data.search.people, named)
    file = data.files["glossary"]
    for number, term in enumerate(data.terms.values()):
        yield from _unknown_ids(file, ("terms", number, "policies"), term.policies, {**data.policies, **data.sources})
        yield from _unknown_ids(file, ("terms", number, "confused"), term.confused, data.terms)
    if data.site.quote:
        yield from _unknown_ids(data.files["site"], ("quote",), data.site.quote, data.passages())


def check_confused_terms(data: Data) -> Iterator[Problem]:
    """Yield a problem for each term that is said to be confused with another one, which does not say so."""
    for number, term in enumerate(data.terms.values()):
        for place, name in enumerate(term.confused):
            if name in data.terms and (name == term.id or term.id not in data.terms[name].confused):
                must = "must name another term, which names this one too"
                yield data.files["glossary"].problem(("terms", number, "confused", place), f"{must}: {name}")


def _policy_ids(data: Data, file: DataFile, policy: Policy) -> Iterator[Problem]:
    yield from _unknown_ids(file, ("theme",), policy.theme, data.themes)
    yield from _unknown_ids(file, ("status",), policy.status, data.statuses)
    yield from _unknown_ids(file, ("related",), policy.related, data.policies)
    for field in ("parent", "superseded_by"):
        if getattr(policy, field):
            yield from _unknown_ids(file, (field,), getattr(policy, field), data.policies)
    passages = data.passages()
    for number, point in enumerate(policy.points):
        yield from _unknown_ids(file, ("points", number, "cites"), point.cites, passages)
    for number, series in enumerate(policy.series):
        for row, value in enumerate(series.values):
            place = ("series", number, "values", row, "references")
            yield from _unknown_ids(file, place, value.references, data.references)


def _unknown_ids(file: DataFile, place: Location, names: str | list[str], known: Iterable[str]) -> Iterator[Problem]:
    pairs = [(place, names)] if isinstance(names, str) else [((*place, n), name) for n, name in enumerate(names)]
    for where, name in pairs:
        if name not in known:
            near = [] if "#" in name else difflib.get_close_matches(name, list(known), 1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            yield file.problem(where, f"must name something that exists{hint}: {quoted_value(name)}")


def check_unique_entries(data: Data) -> Iterator[Problem]:
    """Yield a problem for each repeated entry of a list; pages would show it twice."""
    for file in data.files.values():
        for place, entries in _find_lists(file.shape):
            seen: set[str] = set()
            for number, entry in enumerate(entries):
                if entry in seen:
                    yield file.problem((*place, number), f"must be given once: {quoted_value(entry)}")
                seen.add(entry)


def _find_lists(value: object, place: Location = ()) -> Iterator[tuple[Location, list[str]]]:
    """Yield every list of simple texts with its location, except former ids and test results."""
    for step, inner in child_values(value):
        if isinstance(inner, list) and isinstance(next(iter(inner), None), str):
            if step not in {"previous_ids", "found"}:
                yield (*place, step), inner
        else:
            yield from _find_lists(inner, (*place, step))


def check_self_references(data: Data) -> Iterator[Problem]:
    """Yield a problem for each item that refers to itself, and for parents with a parent."""
    for policy in data.policies.values():
        file = data.file_of(policy)
        for field in ("parent", "superseded_by"):
            if getattr(policy, field) == policy.id:
                yield file.problem((field,), f"must name another item: {policy.id}")
        for number, name in enumerate(policy.related):
            if name == policy.id:
                yield file.problem(("related", number), f"must name another item: {name}")
        parent = data.policies.get(policy.parent or "")
        if parent and parent.parent and parent.id != policy.id:
            yield file.problem(("parent",), f"must be an item without a parent of its own: {policy.parent}")


def check_unique_places(data: Data) -> Iterator[Problem]:
    """Yield a problem for items of a theme with the same `order`; those without one come last."""
    taken: dict[tuple[str, int], str] = {}
    for policy in data.policies.values():
        first = taken.setdefault((policy.theme, policy.order), policy.id)
        if first != policy.id and "order" in policy.model_fields_set:
            file = data.file_of(policy)
            yield file.problem(("order",), f"must be given once within a theme, and is that of {first}: {policy.order}")


def check_feed_ids(data: Data) -> Iterator[Problem]:
    """Yield a problem for each `feed_id` that is repeated within an item."""
    for file, item in data.items():
        seen: set[str] = set()
        for number, change in enumerate(item.changes):
            if change.feed_id in seen:
                place: Location = ("changes", number, "feed_id")
                yield file.problem(place, f"must be given once within an item: {change.feed_id}")
            seen |= {change.feed_id} if change.feed_id else set()


def check_superseded(data: Data) -> Iterator[Problem]:
    """Yield a problem if status `superseded` and `superseded_by` do not come together."""
    for policy in data.policies.values():
        file = data.file_of(policy)
        if policy.superseded_by and policy.status != "superseded":
            yield file.problem(("status",), f"must be superseded where superseded_by is given: {policy.status}")
        if policy.status == "superseded" and not policy.superseded_by:
            yield file.problem(("status",), "must come with superseded_by, the item that replaces this one: superseded")
        if _is_replacement_cycle(data, policy):
            must = "must lead to a current item, not in a circle"
            yield file.problem(("superseded_by",), f"{must}: {policy.superseded_by}")


def _is_replacement_cycle(data: Data, policy: Policy) -> bool:
    """Return whether the replacement of an item is in the end replaced by the item itself."""
    follower, met = policy, {policy.id}
    while follower.superseded_by in data.policies and follower.superseded_by not in met:
        follower = data.policies[follower.superseded_by]
        met.add(follower.id)
    return follower.id != policy.id and follower.superseded_by == policy.id


def check_passage_order(data: Data) -> Iterator[Problem]:
    """Yield a problem for passage ids that do not count paragraphs and sentences without gaps."""
    for source in data.sources.values():
        paragraph = sentence = 0
        for number, passage in enumerate(source.passages):
            follows = {(paragraph, sentence + 1), (paragraph + 1, 1)} if paragraph else {(1, 1)}
            paragraph, sentence = passage.paragraph, passage.sentence
            if (paragraph, sentence) not in follows:
                expected = " or ".join(f"p{p}s{s}" for p, s in sorted(follows))
                file = data.file_of(source)
                yield file.problem(("passages", number, "id"), f"must be {expected}: {passage.id}")


def check_passage_coverage(data: Data) -> Iterator[Problem]:
    """Yield a problem for each sentence that no policy cites and that has no role."""
    cited = {c for policy in data.policies.values() for point in policy.points for c in point.cites}
    for source in data.sources.values():
        for number, passage in enumerate(source.passages):
            if not passage.role and f"{source.id}#{passage.id}" not in cited:
                message = f"must be cited by a policy or carry a role: {quoted_value(passage[source.authoritative])}"
                yield data.file_of(source).problem(("passages", number), message)


def check_quotations(data: Data) -> Iterator[Problem]:
    """Yield a problem for each quoted point that is not verbatim from a passage it cites, in both languages."""
    passages = data.passages()
    for policy in data.policies.values():
        for number, point in enumerate(policy.points):
            said = [passages[cite] for cite in point.cites if cite in passages]
            for language in ("en", "ko") if point.quoted else ():
                if not any(point.text[language] in passage[language] for passage in said):
                    place = ("points", number, "text", language)
                    message = f"must be verbatim from {', '.join(point.cites)}: {quoted_value(point.text[language])}"
                    yield data.file_of(policy).problem(place, message)


def check_code_sources(data: Data) -> Iterator[Problem]:
    """Yield a problem for each visa code that no fact or series of the item names."""
    for policy in data.policies.values():
        said = " ".join([f.text.en for f in policy.every_fact] + [s.title.en for s in policy.series])
        for number, code in enumerate(policy.codes):
            if not re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-])", said):
                file = data.file_of(policy)
                yield file.problem(("codes", number), f"must occur in one of the item's facts: {code}")


def check_scripts(data: Data) -> Iterator[Problem]:
    """Yield a problem for Korean without Hangul and English with it: empty, copied or swapped texts."""
    for file in data.files.values():
        for place, value in file.texts():
            korean, english = value["ko"], value["en"]
            if HANGUL.search(english):
                yield file.problem((*place, "en"), f"must contain no Hangul: {quoted_value(english)}")
            if not HANGUL.search(korean) and english != korean and _has_own_words(english + korean):
                yield file.problem((*place, "ko"), f"must contain Hangul: {quoted_value(korean)}")
            elif english == korean and re.search(r"[a-z]{3} ", english):
                yield file.problem((*place, "ko"), f"must be the translation, not the English: {quoted_value(korean)}")


def _has_own_words(text: str) -> bool:
    """Return whether a text has words besides its placeholders."""
    return any(map(str.isalpha, PLACEHOLDER.sub("", text)))


def check_letters(data: Data) -> Iterator[Problem]:
    """Yield a problem for each letter or digit that is not Latin, Hangul, Hanja or 0 to 9, but looks like it."""
    for file in data.files.values():
        for place, text in file.texts():
            for language in LANGUAGES:
                yield from _lookalike_problems(file, (*place, language), text[language])
        for place, words in _words(file.shape):
            yield from _lookalike_problems(file, place, words)


def _lookalike_problems(file: DataFile, place: Location, text: str) -> Iterator[Problem]:
    char = foreign_character(text)
    if char:
        script = "Hangul" if place[-1] == "ko" else "Latin letters"
        must = "with the digits 0 to 9" if char.isdigit() else f"in {script}"
        yield file.problem(place, f"must be written {must}: {character_name(char)}")


def _words(value: object, place: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield every text that is the same for both languages, with its location, except those of sources in their own
    script.
    """
    if isinstance(value, OwnTitle) and value.lang not in LANGUAGES:
        return
    for step, inner in child_values(value):
        if isinstance(inner, str) and step != "evidence":
            yield (*place, step), inner
        elif step != "evidence":
            yield from _words(inner, (*place, step))


def check_series_gaps(data: Data) -> Iterator[Problem]:
    """Yield a problem for a year without figure and note, or without references, and for years that do not rise."""
    for policy in data.policies.values():
        for number, series in enumerate(policy.series):
            file, last = data.file_of(policy), 0
            for row, value in enumerate(series.values):
                place: Location = ("series", number, "values", row)
                if value.value is None and not value.note:
                    yield file.problem(place, f"must have a value or a note: {value.period}")
                if value.value is not None and not value.references:
                    yield file.problem(place, f"must name its references: {value.period}")
                if value.period <= last:
                    yield file.problem((*place, "period"), f"must come after {last}: {value.period}")
                last = value.period


def check_review_dates(data: Data) -> Iterator[Problem]:
    """Yield a problem if the next review is not after the day of the last check."""
    for file, item in data.items():
        if item.review_by <= item.as_of:
            yield file.problem(("review_by",), f"must come after as_of {item.as_of}: {item.review_by}")


def check_read_dates(data: Data) -> Iterator[Problem]:
    """Yield a problem for each source that was read before it was published."""
    for number, one in enumerate(data.references.values()):
        if one.date and one.date > str(one.read)[: len(one.date)]:
            place = ("references", number, "date")
            message = f"must not be after the day it was read, {one.read}: {one.date}"
            yield data.files["references"].problem(place, message)


def check_fact_dates(data: Data) -> Iterator[Problem]:
    """Yield a problem for each fact or series that is dated after the day its references were read."""
    for file, item in data.items():
        said: list[tuple[Location, date, list[str]]] = [
            (place, fact.as_of, fact.references) for place, fact in item.placed_facts
        ]
        for number, series in enumerate(item.series if isinstance(item, Policy) else []):
            said.append((("series", number), series.as_of, [name for row in series.values for name in row.references]))
        for place, as_of, names in said:
            read = max((data.references[name].read for name in names if name in data.references), default=as_of)
            if as_of > read:
                message = f"must not be after the day its references were read, {read}: {as_of}"
                yield file.problem((*place, "as_of"), message)


def check_publication_dates(data: Data) -> Iterator[Problem]:
    """Yield a problem for each item that was last checked before it was first published."""
    for file, item in data.items():
        if item.as_of < item.issued:
            yield file.problem(
                ("as_of",), f"must not come before the first of its changes, {item.issued}: {item.as_of}"
            )


Rule = Callable[[Data], Iterator[Problem]]
EVIDENCE_RULES: list[Rule] = [
    provenance.check_points,
    provenance.check_themes,
    provenance.check_facts,
    provenance.check_series,
    provenance.units_as_in_sources,
    provenance.meaning_as_cited,
    support.points_share_words,
]
"""The rules that compare what pages say with what it rests on."""
RULES: list[Rule] = [
    identifiers.check_file_names,
    identifiers.check_reserved_ids,
    identifiers.check_unique_ids,
    identifiers.check_own_anchors,
    check_statement_exists,
    check_ended_statuses,
    check_term_pages,
    identifiers.check_unique_addresses,
    identifiers.check_unique_terms,
    check_known_ids,
    check_confused_terms,
    check_unique_entries,
    check_self_references,
    check_unique_places,
    check_feed_ids,
    check_superseded,
    check_passage_order,
    check_passage_coverage,
    check_quotations,
    check_code_sources,
    check_scripts,
    check_letters,
    check_series_gaps,
    check_review_dates,
    check_read_dates,
    check_fact_dates,
    check_publication_dates,
    timing.check_since,
    timing.check_key_figure,
    figures.check_compared_series,
    figures.check_marked_values,
    figures.check_fact_figures,
    figures.check_briefs,
    originals.originals_untouched,
    terminology.check_avoided_words,
    terminology.check_acronyms,
    placeholders.words_are_used,
    placeholders.check_placeholders,
    parity.check_parity,
    parity.check_exceptions,
    *EVIDENCE_RULES,
    references.addresses_canonical,
    references.publishers_named_alike,
    references.references_support,
]
