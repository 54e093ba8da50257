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

from briefs import console, drift, ledger, status, walk, whole
from briefs.finish import hosts
from briefs.model import SCHEMAS, json_schema
from briefs.pages import site_pages
from briefs.problem import Problem, Problems, shown
from briefs.signals import exit_code
from briefs.skeleton import new_policy
from briefs.swap import settle
from briefs.web_address import is_public

ROOT = Path(__file__).resolve().parents[2]
RESERVED_HOSTS = (
    "example",
    "example.org",
    "example.com",
    "example.net",
    "test",
)
"""Names for examples and tests (RFC 2606); those that lead nowhere are told by `is_public`."""


def main(arguments: list[str]) -> int:
    """Run one command. Out: exit code 0; 1 for faults (data, disk), 2 for a wrong call, 128+n for a signal."""
    return console.run(lambda: _main(arguments))


def _main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    console.Settings.quiet = options.quiet
    try:
        settle(options.root.resolve())
        options.run(options.root.resolve(), options)
    except Problems as error:
        count = len(error.problems)
        console.write_notice(f"{error}\n{count} problem{'' if count == 1 else 's'}; nothing was published")
        return 1
    except OSError as error:
        console.write_notice(f"build.py: {error}; the published site is whole")
        return 1
    except KeyboardInterrupt as error:
        console.write_notice("stopped; the published site is whole")
        return exit_code(error)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("build.py", description="Build the bilingual policy-brief site from data/.")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    parser.set_defaults(run=_build)
    parser.add_argument("--quiet", action="store_true", help="say nothing but what is wrong and what was asked for")
    _documents(parser, default=True)
    commands = parser.add_subparsers(title="commands (default: build)")
    build = commands.add_parser("build", help="build site/")
    build.set_defaults(run=_build)
    build.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help="say nothing but what is wrong")
    _documents(build, default=argparse.SUPPRESS)
    commands.add_parser("check", help="read data/ and report every fault; change nothing").set_defaults(run=_check)
    preview = commands.add_parser("serve", help="preview in a browser, reloading on every edit")
    preview.add_argument("--host", default="127.0.0.1", help="address to serve at (default: 127.0.0.1, this machine)")
    preview.add_argument("--port", type=_port, default=8000, help="port on this machine (default: 8000)")
    preview.set_defaults(run=_serve)
    new = commands.add_parser("new", help="write a data file to be filled in: new policy <id>")
    new.add_argument("kind", choices=["policy"], help="what it describes")
    new.add_argument("id", help="its id, which is the file's name and the address for ever")
    new.set_defaults(run=_new)
    release = commands.add_parser("release", help="check that the site may be published; enter new addresses")
    release.add_argument("--check", action="store_true", help="enter nothing; refuse while the ledger lacks an address")
    release.set_defaults(run=_release)
    state = commands.add_parser("status", help="how each item stands: translated, stale, reviewed, overdue")
    state.add_argument("--json", action="store_true", help="the same for programs")
    state.set_defaults(run=_status)
    record = commands.add_parser("accept", help="record that a Korean text stands for its English of today")
    record.add_argument("text", help="a text such as data/policies/x.yml:summary, a file, or all")
    record.set_defaults(run=_accept)
    host = commands.add_parser("host", help="print the configuration of a web server: host nginx|caddy")
    host.add_argument("kind", choices=hosts.KINDS, help="the web server")
    host.add_argument(
        "--folder", type=_folder, default="/var/www/briefs", help="where site/ will lie (default: /var/www/briefs)"
    )
    host.set_defaults(run=_host)
    commands.add_parser("schemas", help="write data/schemas/ from the model").set_defaults(run=_schemas)
    return parser


def _folder(name: str) -> str:
    """A folder's name that stands for itself between the quotation marks of a configuration."""
    if not name or re.search(r"[\"$\\{}\x00-\x1f\x7f]", name):
        raise argparse.ArgumentTypeError(f'must name a folder, without " $ \\ {{ }} and line ends: {shown(name)}')
    return name


def _port(number: str) -> int:
    """A port that a browser can be sent to."""
    if not re.fullmatch("[0-9]{1,5}", number) or int(number) not in range(1, 65536):
        raise argparse.ArgumentTypeError(f"must be from 1 to 65535: {shown(number)}")
    return int(number)


def _documents(parser: argparse.ArgumentParser, default: object) -> None:
    words = "leave out the PDF, Word and Hangul files and their links"
    parser.add_argument("--no-documents", dest="documents", action="store_false", default=default, help=words)


def _build(root: Path, options: argparse.Namespace) -> None:
    gc.disable()  # the command ends before its garbage would matter
    begin = time.perf_counter()
    made = walk.build(root, root / "site", documents=options.documents)
    if not options.quiet:
        console.write_result(f"built {made}, in {time.perf_counter() - begin:.1f} s")


def _check(root: Path, options: argparse.Namespace) -> None:
    data, _ = walk.read(root)
    for notice in drift.complaints(data, root):
        console.write_notice(str(notice))


def _status(root: Path, options: argparse.Namespace) -> None:
    data, _ = walk.read(root)
    found = status.rows(data, root, status.local_day())
    escaped = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    listed = json.dumps(found, ensure_ascii=escaped, indent=1) if options.json else status.table(found)
    console.write_result(listed)
    for notice in drift.complaints(data, root):
        console.write_notice(str(notice))


def _accept(root: Path, options: argparse.Namespace) -> None:
    data, _ = walk.read(root)
    for name in drift.accept(data, root, options.text):
        console.write_result(name)


def _serve(root: Path, options: argparse.Namespace) -> None:
    host, port = options.host, options.port
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be had ({error.strerror or error})"
        raise Problems(
            [Problem("--port", 1, f"must be free: {port} at {host} {why}; give another by --port")]
        ) from None
    if not _loopback(host):
        console.write_notice(f"build.py: {host} lets other machines see this preview of what is not yet published")
    console.write_result(f"preview at http://{f'[{host}]' if ':' in host else host}:{port}/ (Ctrl-C ends it)")
    from briefs.publisher import serve  # loads MkDocs, which other commands do without

    serve(root, host, port)


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _new(root: Path, options: argparse.Namespace) -> None:
    console.write_result(str(new_policy(root, options.id)))


def _release(root: Path, options: argparse.Namespace) -> None:
    data, prose = walk.read(root)
    file, problems = data.files["site"], []
    host = str(urlsplit(walk.site_address(data)).hostname).removesuffix(".")
    if not is_public(host) or any(host == name or host.endswith(f".{name}") for name in RESERVED_HOSTS):
        problems.append(walk.address_problem(data, "must be the site's own host"))
    for field in ("publisher", "contact"):
        if not getattr(data.site, field):
            problems.append(file.problem((field,), "must be filled in before the site is published"))
    expired = hosts.security_expired(data, status.local_day())
    if expired and hosts.has_security(data, walk.site_address(data)):
        problems.append(expired)
    answered = walk.answered(data, prose)
    if options.check:
        problems += ledger.lacking(root, answered)
    if problems:
        raise Problems(problems)
    new = [] if options.check else ledger.enter(root, answered)
    for address in new:
        console.write_result(address)
    console.write_notice(f"{len(new)} new addresses entered in {ledger.LEDGER}")


def _host(root: Path, options: argparse.Namespace) -> None:
    data, prose = walk.read(root)
    console.use_utf8()
    console.write_result(
        hosts.configuration(options.kind, site_pages(data, prose), walk.site_address(data), options.folder)
    )


def _schemas(root: Path, options: argparse.Namespace) -> None:
    folder = root / "data" / "schemas"
    folder.mkdir(parents=True, exist_ok=True)
    for name, shape in SCHEMAS.items():
        text = json.dumps(json_schema(shape), ensure_ascii=False, indent=1) + "\n"
        whole.write(folder / f"{name}.json", text.encode())
