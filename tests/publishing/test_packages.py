"""Undocumented behaviour of packages that the project relies on, at the tested versions: check again after an
upgrade.
"""

from importlib.metadata import version

from mkdocs.livereload import LiveReloadServer
from mkdocs.theme import Theme
from mkdocs_static_i18n.plugin import I18n


def test_the_versions_are_those_that_were_tried() -> None:
    tried = {"mkdocs": "1.6", "mkdocs-material": "9.8", "mkdocs-static-i18n": "1.3"}
    found = {name: ".".join(version(name).split(".")[:2]) for name in tried}
    assert found == tried


def test_static_i18n_says_while_it_builds_further_languages() -> None:
    plugin = I18n()
    assert plugin.building is False and plugin.current_language is None
    assert I18n.on_post_build.mkdocs_priority == I18n.on_config.mkdocs_priority == -100  # the hook's comes after


def test_a_preview_calls_its_builder_and_can_leave_a_folder_out() -> None:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, "/nowhere")
    assert (
        server.observer.timeout == 0.5
        and callable(server.builder)
        and callable(server.unwatch)
        and server.url.startswith("http://")
    )
    server.server_close()


def test_a_theme_makes_its_environment_when_a_build_asks() -> None:
    assert callable(Theme.get_env)
    assert hasattr(Theme(name="mkdocs").get_env().loader, "searchpath")
    assert "sitemap.xml" in Theme(name="mkdocs").static_templates
