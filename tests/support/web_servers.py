"""Web servers that serve a site by our configuration."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path


def settings(kind: str, text: str, folder: Path, more: str = "") -> list[str]:
    """How the host is called with our configuration, beside what Debian's own would say; `more`: options of Caddy."""
    program = shutil.which(kind)
    assert program, f"{kind} is needed: apt-get install {'nginx-light' if kind == 'nginx' else kind}"
    if kind == "caddy":
        (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n{more}}}\n{text}", "utf-8")
        return [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    (folder / "briefs.conf").write_text(text, "utf-8")
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{name}_temp_path {folder}/{name};" for name in names)
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''} daemon off; pid {folder}/pid; events {{ }}\n"
        f"http {{ include /etc/nginx/mime.types; default_type application/octet-stream; access_log off; {temporary} "
        f"include {folder}/briefs.conf; }}",
        "utf-8",
    )
    return [program, "-e", str(folder / "log"), "-c", str(folder / "nginx.conf")]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def running(call: list[str], folder: Path, port: int) -> Iterator[None]:
    """A web server, from when it answers at a port."""
    env = os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with subprocess.Popen(call, env=env, stderr=subprocess.DEVNULL) as server:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        try:
            yield
        finally:
            server.terminate()
