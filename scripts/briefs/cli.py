"""The commands of scripts/build.py."""

import argparse
import errno
import gc
import ipaddress
import json
import re
import socket
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from briefs import LANGUAGES, build, status, translations
from briefs.content.models import SCHEMAS, Text, json_schema
from briefs.content.site_data import Data
from briefs.content.version_files import FOLDER
from briefs.content.web_address import is_public
from briefs.errors import Problem, Problems, quoted_value
from briefs.outputs import hosting
from briefs.outputs.api import resolved
from briefs.scaffold import new_policy, new_statement
from briefs.urls import published_urls
from briefs.urls.pages import site_pages
from briefs.utils import atomic, console
from briefs.utils.deploy import recover_interrupted_swap
from briefs.utils.signals import exit_code
from briefs.versions import storing

ROOT = Path(__file__).resolve().parents[2]
RESERVED_HOSTS = (
    "example",
    "example.org",
    "example.com",
    "example.net",
    "test",
)
"""Host names for examples and tests (RFC 2606); `is_public` refuses those that never work."""


def main(arguments: list[str]) -> int:
    """Run one command and return the exit code: 0, 1 for problems (data, disk), 2 for wrong arguments, 128+n for a
    signal.
    """
    return console.run_command(lambda: _run_command(arguments))


def _run_command(arguments: list[str]) -> int:
    options = _make_parser().parse_args(arguments)
    console.Settings.quiet = options.quiet
    try:
        recover_interrupted_swap(options.root.resolve())
        options.run(options.root.resolve(), options)
    except Problems as error:
        count = len(error.problems)
        console.write_notice(f"{error}\n{count} problem{'' if count == 1 else 's'}; nothing was changed")
        return 1
    except OSError as error:
        console.write_notice(f"build.py: {error}; the published site is intact")
        return 1
    except KeyboardInterrupt as error:
        console.write_notice("stopped; the published site is intact")
        return exit_code(error)
    return 0


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("build.py", description="Build the bilingual policy-brief site from data/.")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    parser.set_defaults(run=_run_build)
    parser.add_argument("--quiet", action="store_true", help="print only problems and the result")
    _add_documents_option(parser, default=True)
    commands = parser.add_subparsers(title="commands (default: build)")
    build = commands.add_parser("build", help="build site/")
    build.set_defaults(run=_run_build)
    build.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help="print only problems")
    _add_documents_option(build, default=argparse.SUPPRESS)
    commands.add_parser("check", help="validate data/ and report every problem; change nothing").set_defaults(
        run=_run_check
    )
    preview = commands.add_parser("serve", help="preview in a browser, reloading on every edit")
    preview.add_argument("--host", default="127.0.0.1", help="address to serve at (default: 127.0.0.1, this machine)")
    preview.add_argument("--port", type=_port_argument, default=8000, help="port on this machine (default: 8000)")
    preview.set_defaults(run=_run_serve)
    new = commands.add_parser(
        "new", help="write a data file to fill in: new policy <id>, new statement <id> <file.txt>"
    )
    kinds = new.add_subparsers(title="kinds of items", required=True)
    _add_kind(kinds, "policy", "a policy").set_defaults(run=_run_new_policy)
    statement = _add_kind(kinds, "statement", "a statement, from its text")
    statement.add_argument("file", type=Path, help="its text as it was delivered, in UTF-8")
    statement.add_argument("--original", choices=LANGUAGES, default="en", help="the language of the text (default: en)")
    statement.set_defaults(run=_run_new_statement)
    release = commands.add_parser("release", help="check that the site may be published; store versions and addresses")
    release.add_argument("--check", action="store_true", help="store nothing; fail if something is not stored")
    withhold = "take the text of a stored version away; needs --why"
    release.add_argument("--withhold", nargs=2, metavar=("ID", "DATE"), help=withhold)
    release.add_argument("--why", nargs=2, metavar=("ENGLISH", "KOREAN"), help="the reason, in both languages")
    release.set_defaults(run=_run_release)
    state = commands.add_parser("status", help="show for each item: translated, outdated, reviewed, overdue")
    state.add_argument("--json", action="store_true", help="print JSON")
    state.set_defaults(run=_run_status)
    record = commands.add_parser("accept", help="record that the two languages of a text were compared")
    record.add_argument("text", help="a text such as data/policies/x.yml:summary, a file, or all")
    record.set_defaults(run=_run_accept)
    host = commands.add_parser("host", help="print the configuration of a web server: host nginx|caddy")
    host.add_argument("kind", choices=hosting.KINDS, help="the web server")
    host.add_argument(
        "--folder",
        type=_folder_argument,
        default="/var/www/briefs",
        help="where site/ will be (default: /var/www/briefs)",
    )
    host.set_defaults(run=_run_host)
    commands.add_parser("schemas", help="write data/schemas/ from the models").set_defaults(run=_run_schemas)
    return parser


def _add_kind(
    kinds: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, words: str
) -> argparse.ArgumentParser:
    made = kinds.add_parser(name, help=words)
    made.add_argument("id", help="its id: the file's name and the permanent address")
    return made


def _folder_argument(name: str) -> str:
    """Return a folder name that needs no escaping in quotation marks of a configuration file."""
    if not name or re.search(r"[\"$\\{}\x00-\x1f\x7f]", name):
        raise argparse.ArgumentTypeError(
            f'must name a folder, without " $ \\ {{ }} and line ends: {quoted_value(name)}'
        )
    return name


def _port_argument(number: str) -> int:
    """Return a port number that browsers accept."""
    if not re.fullmatch("[0-9]{1,5}", number) or int(number) not in range(1, 65536):
        raise argparse.ArgumentTypeError(f"must be from 1 to 65535: {quoted_value(number)}")
    return int(number)


def _add_documents_option(parser: argparse.ArgumentParser, default: object) -> None:
    words = "leave out the PDF, Word and Hangul files and their links"
    parser.add_argument("--no-documents", dest="documents", action="store_false", default=default, help=words)


def _run_build(root: Path, options: argparse.Namespace) -> None:
    gc.disable()  # the command ends before memory matters
    begin = time.perf_counter()
    made = build.build_site(root, root / "site", documents=options.documents)
    if not options.quiet:
        console.write_result(f"built {made}, in {time.perf_counter() - begin:.1f} s")


def _run_check(root: Path, options: argparse.Namespace) -> None:
    data, _ = build.read_content(root)
    problems = list(storing.missing_notes(data))
    if problems:
        raise Problems(problems)
    for notice in translations.acceptance_problems(data, root):
        console.write_notice(str(notice))


def _run_status(root: Path, options: argparse.Namespace) -> None:
    data, _ = build.read_content(root)
    found = status.status_rows(data, root, status.local_day())
    escaped = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    listed = json.dumps(found, ensure_ascii=escaped, indent=1) if options.json else status.status_table(found)
    console.write_result(listed)
    for notice in translations.acceptance_problems(data, root):
        console.write_notice(str(notice))


def _run_accept(root: Path, options: argparse.Namespace) -> None:
    data, _ = build.read_content(root)
    for name in translations.accept_translations(data, root, options.text):
        console.write_result(name)


def _run_serve(root: Path, options: argparse.Namespace) -> None:
    host, port = options.host, options.port
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror or error})"
        raise Problems(
            [Problem("--port", 1, f"must be free: {port} at {host} {why}; give another by --port")]
        ) from None
    if not _is_loopback(host):
        console.write_notice(f"build.py: {host} makes this unpublished preview visible to other machines")
    console.write_result(f"preview at http://{f'[{host}]' if ':' in host else host}:{port}/ (Ctrl-C ends it)")
    from briefs.publishing.mkdocs_build import serve_preview  # loads MkDocs, which other commands do not need

    serve_preview(root, host, port)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _run_new_policy(root: Path, options: argparse.Namespace) -> None:
    console.write_result(new_policy(root, options.id))


def _run_new_statement(root: Path, options: argparse.Namespace) -> None:
    for line in new_statement(root, options.id, options.file, options.original):
        console.write_result(line)


def _run_release(root: Path, options: argparse.Namespace) -> None:
    data, prose = build.read_content(root)
    if options.withhold or options.why:
        _withhold_version(root, data, options)
        return
    problems = _release_problems(data)
    problems += storing.missing_notes(data)
    if options.check:
        problems += published_urls.unrecorded_urls(root, build.all_site_urls(data, prose))
        problems += storing.unstored_problems(data)
    if problems:
        raise Problems(problems, in_order=True)
    if options.check:
        console.write_notice(f"0 new addresses recorded in {published_urls.PUBLISHED_FILE}")
        return
    stored = storing.store_versions(root, data, resolved.present_forms(data))
    if stored:
        data, prose = build.read_content(root)
    new = published_urls.record_urls(root, build.all_site_urls(data, prose))
    for address in new:
        console.write_result(address)
    console.write_notice(f"{len(stored)} new versions stored in {FOLDER}/")
    console.write_notice(f"{len(new)} new addresses recorded in {published_urls.PUBLISHED_FILE}")


def _release_problems(data: Data) -> list[Problem]:
    """Return why the site may not be published: its host, its publisher, its contact."""
    file, problems = data.files["site"], []
    host = str(urlsplit(build.site_url(data)).hostname).removesuffix(".")
    if not is_public(host) or any(host == name or host.endswith(f".{name}") for name in RESERVED_HOSTS):
        problems.append(build.site_url_problem(data, "must be the site's own host"))
    for field in ("publisher", "contact"):
        if not getattr(data.site, field):
            problems.append(file.problem((field,), "must be filled in before the site is published"))
    expired = hosting.security_expired(data, status.local_day())
    if expired and hosting.has_security(data, build.site_url(data)):
        problems.append(expired)
    return problems


def _withhold_version(root: Path, data: Data, options: argparse.Namespace) -> None:
    """Run `release --withhold`."""
    if not (options.withhold and options.why) or options.check:
        must = "must be given together, and without --check"
        raise Problems([Problem("release", 1, f"--withhold and --why {must}")])
    try:
        why = TypeAdapter(Text).validate_python(dict(zip(LANGUAGES, options.why, strict=True)))
    except ValidationError as error:
        raise Problems(
            [Problem("--why", 1, f"{fault['loc'][-1]} must be a text: {fault['msg']}") for fault in error.errors()]
        ) from None
    name, day = options.withhold
    console.write_result(storing.withhold_version(root, data, name, day, why))


def _run_host(root: Path, options: argparse.Namespace) -> None:
    data, prose = build.read_content(root)
    console.use_utf8()
    console.write_result(
        hosting.server_config(options.kind, site_pages(data, prose), build.site_url(data), options.folder)
    )


def _run_schemas(root: Path, options: argparse.Namespace) -> None:
    folder = root / "data" / "schemas"
    folder.mkdir(parents=True, exist_ok=True)
    for name, shape in SCHEMAS.items():
        text = json.dumps(json_schema(shape), ensure_ascii=False, indent=1) + "\n"
        atomic.atomic_write(folder / f"{name}.json", text.encode())
