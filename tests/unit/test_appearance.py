import re

import pytest
from sites import ROOT, run, tree

from builder.appearance import GROUNDS, contrast, stylesheet, weakest_contrast

# Published pairs: black on white, and greys around the limit of 4.5 (WebAIM's contrast checker gives the same).
PAIRS = [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#767676", "#ffffff", 4.54), ("#777777", "#ffffff", 4.48)]


@pytest.mark.parametrize(("one", "other", "ratio"), PAIRS)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)


def test_our_own_colours_pass() -> None:
    assert weakest_contrast("light", "#0f5257") >= 4.5
    assert weakest_contrast("dark", "#7cc7c4") >= 4.5
    assert weakest_contrast("light", "#7cc7c4") < 4.5


def test_grounds_are_those_of_the_stylesheet() -> None:
    css = (ROOT / "builder/styles/roleclarity.css").read_text(encoding="utf-8")
    for name, place in (("paper", 0), ("surface", 1), ("sunken", 2)):
        light, dark = (value.lower() for value in re.findall(rf"--rk-{name}: (#[0-9a-fA-F]+);", css)[:2])
        assert (light if len(light) == 7 else "#" + "".join(2 * digit for digit in light[1:])) == GROUNDS["light"][place]
        assert dark == GROUNDS["dark"][place]


def test_the_stylesheet_sets_both_schemes() -> None:
    css = stylesheet({"light": "#5b2a86", "dark": "#d3b5f2"})
    assert css.index("#5b2a86") < css.index("prefers-color-scheme: dark") < css.index("#d3b5f2")


def test_a_site_of_its_own_look(tmp_path) -> None:
    run("init", tmp_path / "project")
    look = 'name: Harbour & Co <b>\ncolours: {light: "#5b2a86", dark: "#d3b5f2"}\n'
    look += "contacts: [{id: line, name: Ask & <b>, phone: 555 0100}]\n"
    (tmp_path / "project/content/site.yml").write_text(look, encoding="utf-8")
    assert run("build", "--project", tmp_path / "project", "--site-dir", tmp_path / "site").returncode == 0
    files = tree(tmp_path / "site")
    page = files["index.html"].decode()
    assert "Harbour &amp; Co &lt;b&gt;" in page
    assert "Harbour & Co" not in page
    assert "Ask &amp; &lt;b&gt;" in page
    assert "assets/roleclarity/site.css" in page
    assert b"#5b2a86" in files["assets/roleclarity/site.css"]
