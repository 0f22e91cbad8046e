"""What the worker of a site lists: all of a usual site, the same bytes each time, and what matters most of a large one."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from sites import ROOT

from builder import offline
from builder.appearance import GROUNDS
from builder.files import states_of
from builder.offline import manifest, renew_worker, write_worker

FILES = {
    "index.html": "home",
    "404.html": "none",
    "guides/privacy/index.html": "privacy",
    "questionnaires/index.html": "list",
    "questionnaires/list/2/index.html": "list, part two",
    "questionnaires/list/setting/index.html": "list, by setting",
    "questionnaires/one/index.html": "form",
    "questionnaires/list/index.html": "a form whose id is list",
    "modules/index.html": "sessions",
    "modules/one/trainer/index.html": "notes",
    "reference/index.html": "reference",
    "images/mark (1).png": "picture",
    "assets/roleclarity/form.js": "script",
    "assets/roleclarity/search/index.json": "search",
}
NEVER = {
    "sw.js": "an older worker",
    "privacy.json": "the recorder's",
    "sitemap.xml": "for machines",
    "sitemap.xml.gz": "packed",
    "CNAME": "for the host",
    "_headers": "for the host",
    ".roleclarity": "ours",
    ".well-known/security.html": "hidden",
}
NAMES = {name.removesuffix("index.html") for name in FILES}
FORMS = {"questionnaires/one/", "questionnaires/list/"}
LAST = {"modules/one/trainer/", "reference/", "images/mark (1).png", "assets/roleclarity/search/index.json"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in (FILES | NEVER).items():
        put(tmp_path / name, text)
    return tmp_path


def put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def listed(site: Path) -> dict[str, str]:
    return json.loads(re.search(r"^const FILES = (.*);$", (site / "sw.js").read_text(), re.MULTILINE)[1])


def build_of(site: Path) -> str:
    return re.search(r'^const BUILD = "(.*)";$', (site / "sw.js").read_text(), re.MULTILINE)[1]


def renew(site: Path) -> None:
    """After an edit of one form."""
    renew_worker(site, states_of(site), ["questionnaires/one/index.html"])


def test_the_whole_site_is_listed_with_its_hashes(site: Path) -> None:
    assert write_worker(site, offline=True) == ""
    assert set(listed(site)) == NAMES
    hashed = base64.b64encode(hashlib.sha256(b"form").digest()[:12]).decode()
    assert listed(site)["questionnaires/one/"] == hashed
    assert list(listed(site)) == sorted(NAMES)


def test_the_same_site_gives_the_same_bytes_and_another_other_ones(site: Path, tmp_path: Path) -> None:
    write_worker(site, offline=True)
    first, build = (site / "sw.js").read_bytes(), build_of(site)
    write_worker(site, offline=True)
    assert (site / "sw.js").read_bytes() == first
    put(site / "index.html", "Home")
    write_worker(site, offline=True)
    assert (site / "sw.js").read_bytes() != first
    assert build_of(site) != build


def test_names_are_ascii_and_cannot_leave_their_string(site: Path) -> None:
    put(site / 'guides/q"ü\u2028</script>.html'.replace("/script", "script"), "odd")
    write_worker(site, offline=True)
    assert (site / "sw.js").read_bytes().isascii()
    assert any("ü" in name for name in listed(site))


@pytest.mark.parametrize("bound", ["MOST_BYTES", "MOST_FILES"])
def test_of_a_large_site_whole_groups_are_kept_and_the_build_says_so(
    bound: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sum(map(len, FILES.values())) if bound == "MOST_BYTES" else len(FILES)
    monkeypatch.setattr(offline, bound, whole)
    assert write_worker(site, offline=True) == ""
    monkeypatch.setattr(offline, bound, whole - 1)
    note = write_worker(site, offline=True)
    assert f"can open {len(NAMES - LAST)} files of this site; the other {len(LAST)} need one" in note
    assert set(listed(site)) == NAMES - LAST
    for number in range(20):
        put(site / f"questionnaires/more-{number}/index.html", "form" * 1000)
    write_worker(site, offline=True)
    assert set(listed(site)) == NAMES - FORMS  # no form rather than some, and the rest finds room again


@pytest.mark.parametrize("text", ["form" * 1000, "f"])
def test_a_page_that_grows_or_shrinks_across_the_bound(text: str, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offline, "MOST_BYTES", sum(map(len, FILES.values())) - 1)
    write_worker(site, offline=True)
    before = set(listed(site))
    put(site / "questionnaires/one/index.html", text)
    renew(site)
    renewed = (site / "sw.js").read_bytes()
    assert set(listed(site)) != before
    write_worker(site, offline=True)
    assert renewed == (site / "sw.js").read_bytes()


def test_a_renewed_worker_is_the_one_of_a_whole_build(site: Path) -> None:
    write_worker(site, offline=True)
    put(site / "questionnaires/one/index.html", "another form")
    renew(site)
    renewed = (site / "sw.js").read_bytes()
    write_worker(site, offline=True)
    assert renewed == (site / "sw.js").read_bytes()
    assert {file.name for file in site.iterdir()} == {name.partition("/")[0] for name in FILES | NEVER}


def test_renewing_reads_only_what_changed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_worker(site, offline=True)
    read = []
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda file: read.append(file.name) or real(file))
    renew(site)
    assert read == ["index.html"]


def test_a_worker_that_removes_itself_stays_one(site: Path) -> None:
    assert write_worker(site, offline=False) == ""
    gone = (site / "sw.js").read_bytes()
    assert b"unregister()" in gone
    assert b"fetch" not in gone
    renew(site)
    assert (site / "sw.js").read_bytes() == gone


def test_the_two_workers_name_the_same_caches() -> None:
    """Else what one kept, the other would leave."""
    sources = [(ROOT / "builder/worker" / name).read_text(encoding="utf-8") for name in ("sw.js", "gone.js")]
    (kept,), (gone,) = (re.findall(r"^const OURS = `(.*) `;", source, re.MULTILINE) for source in sources)
    assert kept.replace("${SCOPE}", "${registration.scope}") == gone
    assert "const SCOPE = registration.scope;" in sources[0]


def test_the_manifest_is_the_owners_and_its_icons_are_there() -> None:
    told = json.loads(manifest('Ours & "theirs" <b>', {"colours": {"light": "#123456", "dark": "#abcdef"}}, "en"))
    assert told["name"] == 'Ours & "theirs" <b>'
    assert told["theme_color"] == "#123456"
    assert (told["start_url"], told["scope"], told["id"]) == ("./", "./", "./")
    for icon in told["icons"]:
        file = ROOT / "builder/styles" / icon["src"].rpartition("/")[2]
        data = file.read_bytes()
        if file.suffix == ".png":
            side = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
            assert icon["sizes"] == f"{side[0]}x{side[1]}"
    assert {icon["sizes"] for icon in told["icons"]} >= {"192x192", "512x512"}


def test_the_manifest_has_the_colours_of_the_stylesheet() -> None:
    told = json.loads(manifest("A", {}, "en"))
    tokens = (ROOT / "builder/styles/roleclarity.css").read_text(encoding="utf-8")
    assert f"--rk-primary: {told['theme_color']};" in tokens
    assert told["background_color"] == GROUNDS["light"][0]
