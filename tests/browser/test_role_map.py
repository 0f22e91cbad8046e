"""The role map in a real browser: files of made-up teams go in, and only what the engine gives out comes out again."""

import csv
import io
import json
import random
import re
from typing import Any

import pytest
from browsing import answer, finish, opened, shot
from looking import CLIPPED, DESKTOP, FORM, LONG, PHONE, SMALL, WIDER, violations
from paper import pages
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect
from teams import SIZES, VIEWS, family, file, response, team
from test_recorder import KEPT, NOTHING

from builder.rolemap import LINE, person, role_map

MAP = "role-map/role-clarity/"
Files = list[dict[str, Any]]
MARKS = f"""() => [...document.querySelectorAll("[data-cards] > .rk-card")].map((card) =>
    [...card.querySelectorAll(":scope > .rk-views-of .rk-view")].map((view) => {{
        const mark = view.querySelector(".rk-track__mark");
        return mark && Math.round(mark.style.getPropertyValue("--rk-at") * {LINE});
    }}))"""
DROP = """async (texts) => {
    const files = new DataTransfer(), long = [];
    texts.forEach((text, at) => files.items.add(new File([text], `${at}.json`)));
    const watch = new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration)));
    watch.observe({ type: "longtask" });
    const status = document.querySelector("[data-status]"), start = performance.now();
    dispatchEvent(Object.assign(new Event("drop", { cancelable: true }), { dataTransfer: files }));
    await new Promise((done) => new MutationObserver(() => / are in\\.$/.test(status.textContent) && done())
        .observe(status, { childList: true, characterData: true, subtree: true }));
    return [performance.now() - start, ...long];
}"""
LEFT = """() => navigation.addEventListener("navigate", () => requestAnimationFrame(() => console.log(JSON.stringify(
    [document.body.checkVisibility(), document.title, document.querySelectorAll(".rk-track__mark").length]))), { once: true })"""
FOCUSED = "() => document.activeElement.textContent"
WIDE = "() => document.documentElement.scrollWidth - innerWidth"


def mapped(page: Page, site: str, files: Files) -> Page:
    """The page of the map with these files opened, all of which are fit for it."""
    page.goto(f"{site}/{MAP}")
    page.locator("role-map[data-ready]").wait_for(state="attached")
    if files:
        add(page, files, len(files))
    return page


def add(page: Page, files: Files, count: int) -> None:
    """Pick files; so many are in then."""
    page.set_input_files("[data-pick]", files)
    said = "1 file is in." if count == 1 else f"{count} files are in." if count else "No file is in."
    expect(page.locator("[data-status]")).to_have_text(said)


def cards(page: Page) -> Locator:
    return page.locator("[data-cards] > .rk-card")


def expected(files: Files, setting: str | None = None) -> dict[str, Any]:
    """What the engine in Python makes of the same files."""
    read = [json.loads(one["buffer"]) for one in files]
    people = [person(family(), one["questionnaire"]["id"], one["answers"]) for one in read]
    return role_map(family(), people, {**family()["rule"], "setting": setting})


def saved(page: Page) -> list[list[str]]:
    """The rows of the table as a file."""
    with page.expect_download() as waiting:
        page.locator("[data-do=save]").click()
    assert re.fullmatch(r"role-map-\d{4}-\d\d-\d\d\.csv", waiting.value.suggested_filename)
    return list(csv.reader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"))))


def on_paper(page: Page, what: str, size: str = "A4") -> list[str]:
    page.evaluate("what => { document.querySelector('role-map').dataset.print = what }", what)
    return pages(page.pdf(format=size, tagged=True))


def same(_chance: random.Random, _view: str, _question: str, choices: list[str]) -> str:
    return choices[2]


@pytest.mark.parametrize("count", SIZES)
def test_what_shows_is_what_the_engine_gives_out(page: Page, project_site: str, count: int) -> None:
    files = team(SIZES[count])
    mapped(page, project_site, files)
    found = expected(files)
    shown = {name: group for name, group in found["groups"].items() if "people" in group}
    assert len(shown) == {2: 2, 5: 2, 12: 3, 60: 4}[count]
    constructs = [place for place, row in enumerate(family()["rows"]) if row["kind"] == "construct"]
    assert page.evaluate(MARKS) == [[cell.get("at") for cell in found["rows"][place]["cells"].values()] for place in constructs]
    for view, line in zip(VIEWS, page.locator("[data-shared] li").all(), strict=True):
        people = found["groups"][view].get("people")
        told = "1 person" if people == 1 else f"{people} people" if people else None
        hidden = {"nobody": "no one yet", "few": "fewer than 5, so not shown"}
        expect(line).to_contain_text(told or hidden[found["groups"][view]["state"]])
    dots = sum(n for place in constructs for cell in found["rows"][place]["cells"].values() for _, n in cell.get("dots", ()))
    assert 0 <= page.locator("[data-cards] > .rk-card > .rk-views-of .rk-track__dot").count() <= dots
    assert (page.locator(".rk-track__bar").count() > 0) == (count == 60)
    assert page.get_by_text("Here you see 2 people. Use it to start a talk.").count() == (
        SIZES[count][:2] == (1, 1) and count < 6
    )


def test_the_words_say_how_far_apart_views_are_and_both_values(page: Page, project_site: str) -> None:
    mapped(page, project_site, team(SIZES[2]))
    tags = {"close": "Views are close", "apart": "Views are a bit apart", "far": "Views are far apart", None: "Not enough views"}
    rows = [
        row for row, known in zip(expected(team(SIZES[2]))["rows"], family()["rows"], strict=True) if known["kind"] == "construct"
    ]
    for card, row in zip(cards(page).all(), rows, strict=True):
        tag = row.get("difference", {}).get("tag")
        beside = card.locator(":scope > .rk-difference")
        expect(beside.locator(".rk-tag")).to_contain_text(tags[tag])
        if tag in {"apart", "far"}:
            expect(beside).to_contain_text(re.compile(r"Peer specialist: .*“.*”.*; Supervisor: .*“.*”"))
            expect(card.locator(":scope > .rk-next")).to_have_text(
                "What would make this part of the role clearer for both of you?"
            )
    text = page.locator("role-map").inner_text()
    assert not re.search(r"blind spot|gap|score|over-?rat|median|[↑↓]", text, re.IGNORECASE)
    listed = page.locator("[data-out] a").all_text_contents()
    assert len(listed) >= sum("difference" in row for row in rows)


def test_equal_views_have_one_value(page: Page, project_site: str) -> None:
    mapped(page, project_site, team(SIZES[12], answer=same))
    expect(page.locator("[data-out=close] li")).to_have_count(11)
    expect(cards(page).first.locator(":scope > .rk-difference")).to_contain_text("All of these views: “Sometimes”")
    expect(page.get_by_text("No views are apart here.")).to_be_visible()
    expect(page.get_by_text("Most people here see it much the same way.")).to_have_count(0)  # six are too few to say so


def test_with_a_view_missing_the_others_are_laid_side_by_side(page: Page, project_site: str) -> None:
    mapped(page, project_site, team((0, 1, 6, 0)))
    expect(page.locator("[data-shared]")).to_contain_text(re.compile("Peer specialists no one yet"))
    expect(cards(page)).to_have_count(11)
    expect(page.get_by_text("Here you see 2 people.")).to_have_count(0)


@pytest.mark.parametrize("sizes", [(1, 0, 0, 0), (2, 2, 0, 0), (0, 0, 12, 4)])
def test_fewer_than_two_views_are_no_map(page: Page, project_site: str, sizes: tuple[int, ...]) -> None:
    mapped(page, project_site, team(sizes))
    expect(page.locator("[data-note]")).to_contain_text("Come back when")
    assert page.locator("[data-laid]:visible").count() == 0
    assert page.locator(".rk-track__mark").count() == 0
    expect(page.locator("[data-guide]")).to_be_hidden()


BROKEN = {
    "cut.json": ('{"format": "roleclarity-respon', "damaged"),
    "list.json": ("[]", "not a file of answers"),
    "large.json": (b" " * 50_000_000, "too large"),
    "other.json": (response("another-form", {}), "another form: another-form"),
    "later.json": (response("role-clarity-client", {}).replace("response-1", "response-2"), "newer version"),
    "proto.json": ('{"__proto__": {"polluted": 1}, "format": "roleclarity-response-1"}', "not as we write it"),
    "named.json": (response("constructor", {}), "another form: constructor"),
    "inner.json": (response("role-clarity-client", {}).replace('s": {}', 's": {"__proto__": "x"}'), "not as we write it"),
    "answer.json": (response("role-clarity-client", {"errands": "sometimes ever"}), "to errands is not one"),
    "latin.json": ("{\"é\": 1}".encode("latin-1"), "not a file of answers"),
    "<img src=x onerror=alert(1)>.json": ("{}", "not a file of answers"),
}  # fmt: skip


def test_a_broken_file_is_named_with_its_reason_and_the_rest_works(page: Page, project_site: str) -> None:
    """B13: One bad file among many stops none of them."""
    mapped(page, project_site, [])
    broken = [file(name, text) for name, (text, _) in BROKEN.items()]
    add(page, [*broken[:5], *team(SIZES[2]), *broken[5:]], 2)
    lines = page.locator("[data-said] [data-state=refused] li")
    expect(lines).to_have_count(len(BROKEN))
    for name, (_, why) in BROKEN.items():
        expect(lines.filter(has_text=name)).to_contain_text(why)
    expect(cards(page)).to_have_count(11)
    assert page.evaluate("[{}.polluted, document.images.length]") == [None, 0]
    add(page, [file("more.json", "{")], 2)
    expect(lines).to_have_count(len(BROKEN) + 1)


def test_no_name_of_a_file_that_counts_is_shown(page: Page, project_site: str) -> None:
    mapped(page, project_site, team(SIZES[60]))
    assert not re.search(r"\w+-\d+\.json", page.locator("body").inner_text())


def test_the_same_file_counts_once_and_brings_no_group_to_its_size(page: Page, project_site: str) -> None:
    files = team((1, 1, 4, 0))
    mapped(page, project_site, files)
    expect(page.locator("[data-shared]")).to_contain_text("People supported fewer than 5, so not shown")
    page.set_input_files("[data-pick]", [{**files[2], "name": "copied.json"}])
    expect(page.locator("[data-said]")).to_contain_text("We counted it once.")
    assert "copied" not in page.locator("role-map").inner_text()
    expect(page.locator("[data-status]")).to_have_text("6 files are in.")
    expect(page.locator("[data-shared]")).to_contain_text("People supported fewer than 5, so not shown")


def test_a_file_of_another_version_counts_as_far_as_it_fits(page: Page, project_site: str) -> None:
    one, two = team(SIZES[2])
    data = json.loads(one["buffer"])
    data["questionnaire"]["version"] = "0.9.0"
    data["questions"] = family()["forms"]["role-clarity-peer-specialist"]["questions"]
    data["questions"] = {**data["questions"], "errands": "0" * 12}
    mapped(page, project_site, [file("old.json", json.dumps(data)), two])
    expect(page.locator("[data-said]")).to_contain_text("1 file was made with another version of its form.")
    cards(page).first.locator(".rk-behind > summary").click()
    expect(cards(page).first.locator(".rk-behind .rk-card").first).to_contain_text("Not enough views")


def test_a_folder_is_taken_without_what_is_no_answer(page: Page, project_site: str, tmp_path: Any) -> None:
    mapped(page, project_site, [])
    for one in team(SIZES[12]):
        (tmp_path / one["name"]).write_bytes(one["buffer"])
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    page.set_input_files("[data-pick-folder]", tmp_path)
    expect(page.locator("[data-status]")).to_have_text("12 files are in.")
    expect(page.locator("[data-said]")).to_contain_text("1 file in the folder does not end in .json")


def test_hundreds_of_files_open_at_once(page: Page, project_site: str) -> None:
    files = team((60, 60, 120, 60))
    mapped(page, project_site, [])
    took, *long = page.evaluate(DROP, [one["buffer"].decode() for one in files])
    print(f"300 files opened in {took:.0f} ms; longest task {max(long, default=0):.0f} ms")
    expect(page.locator("[data-status]")).to_have_text("300 files are in.")
    assert page.evaluate(MARKS)[0] == [cell["at"] for cell in expected(files)["rows"][0]["cells"].values()]


def everything(page: Page) -> list[Any]:
    """All that a reader can get out of the page, by any choice of what to look at."""
    found: list[Any] = []
    choices = page.locator("[data-setting] option").evaluate_all("all => all.map((one) => one.value)")
    for setting in choices:
        page.locator("[data-setting]").select_option(setting)
        found += [page.locator("role-map").inner_html()]
        found += [saved(page)] if page.locator("[data-do=save]").is_visible() else []
    page.locator("[data-setting]").select_option("")
    return [*found, on_paper(page, "map"), on_paper(page, "guide")]


@pytest.mark.parametrize("sizes", [(1, 1, 3, 0), (1, 1, 6, 4), (8, 2, 6, 0), (3, 1, 12, 2)])
def test_nothing_that_can_be_seen_depends_on_a_hidden_group(page: Page, project_site: str, sizes: tuple[int, ...]) -> None:
    files = team(sizes, seed=sum(sizes))
    hidden = {view for view, group in expected(files)["groups"].items() if group["state"] == "few"}
    assert hidden
    seen = []
    for seed in (1, 2, 3):
        others = team(sizes, seed=100 + seed)
        chosen = [new if one["name"].rpartition("-")[0] in hidden else one for one, new in zip(files, others, strict=True)]
        mapped(page, project_site, random.Random(seed).sample(chosen, len(chosen)))
        seen.append(everything(page))
    assert seen[1] == seen[0]
    assert seen[2] == seen[0]


def test_choices_narrow_what_is_seen(page: Page, project_site: str) -> None:
    files = [*team((1, 0, 6, 6), seed=3, setting="hospital"), *team((0, 1, 6, 3), seed=4, setting="community")]
    for number, one in enumerate(files):
        one["buffer"] = one["buffer"].replace(b'"test ', f'"test {number}'.encode())
    mapped(page, project_site, files)
    page.locator("[data-setting]").select_option("hospital")
    found = expected(files, "hospital")
    expect(page.locator("[data-shared] li").nth(2)).to_have_text(re.compile(r"People supported\s+6 people"))
    expect(page.locator("[data-shared] li").nth(1)).to_contain_text("no one in this setting")
    expect(page.locator("[data-shared] li").nth(3)).to_contain_text(
        "not shown by setting: too few people in a part of this group"
    )
    assert page.evaluate(MARKS)[0] == [cell.get("at") for cell in found["rows"][0]["cells"].values()]
    assert all(row[-1] == "Hospital" for row in saved(page)[1:])
    page.locator("[data-setting]").select_option("prison")
    expect(page.locator("[data-note]")).to_contain_text("Fewer than 2 views can be shown here.")
    page.locator("[data-setting]").select_option("")
    page.locator("[data-part]").select_option("construct:linkage")
    expect(cards(page)).to_have_count(1)
    expect(cards(page)).to_contain_text("Links to care and community")
    page.locator("[data-part]").select_option("")
    page.locator("[data-order]").select_option("difference")
    sizes = {row["id"]: row.get("difference", {}).get("size", -1) for row in expected(files)["rows"]}
    order = [
        sizes[f"construct:{name}"]
        for name in cards(page)
        .locator(":scope > [data-slot=title]")
        .evaluate_all("all => all.map((one) => one.firstChild.id.slice(14))")
    ]
    assert order == sorted(order, reverse=True)


def test_the_table_says_what_the_picture_says_and_so_does_its_file(page: Page, project_site: str) -> None:
    mapped(page, project_site, team(SIZES[60]))
    page.locator("[data-table-box] > summary").click()
    lines = page.locator("[data-table] tbody tr")
    expect(lines).to_have_count(len(family()["rows"]))
    shown = [line.locator("th, td").all_text_contents() for line in lines.all()]
    rows = saved(page)
    assert rows[0] == [
        "Part of the role",
        "Question",
        "Peer specialists",
        "Supervisors",
        "People supported",
        "Colleagues",
        "Side by side",
        "Setting",
    ]
    assert [[row[1] or row[0], *row[2:-1]] for row in rows[1:]] == shown
    for row, card in zip(
        (row for row in shown if row[0] in page.locator("[data-cards] h3").all_text_contents()), cards(page).all(), strict=True
    ):
        for view in card.locator(":scope > .rk-views-of .rk-view").all():
            words = view.locator(".rk-view__says").text_content() or ""
            assert any(cell.endswith(words.partition(". ")[0]) for cell in row[1:]), words


def test_a_word_that_a_spreadsheet_would_work_out_stays_a_word(page: Page, project_site: str) -> None:
    """F11: A label of an author in the map's table."""
    page.route(f"**/{MAP}", lambda route: route.fulfill(body=route.fetch().text().replace('"Everyday help"', '"=1+1"')))
    mapped(page, project_site, team(SIZES[2]))
    assert saved(page)[1][0] == "'=1+1"


def test_by_keyboard_from_what_stands_out_to_its_card(page: Page, project_site: str) -> None:
    mapped(page, project_site, team(SIZES[12]))
    link = page.locator("[data-out] a").first
    link.focus()
    title = page.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == title
    assert page.evaluate("document.activeElement.localName") == "h3"
    assert page.url.endswith(MAP)
    inner = page.locator("[data-out] a", has_text="a question of").first
    inner.click()
    focused = page.evaluate(FOCUSED)
    assert (inner.text_content() or "").startswith(focused)
    expect(page.locator(".rk-behind h4", has_text=focused)).to_be_in_viewport()


def topics(page: Page, name: str) -> Locator:
    return page.locator(f"[data-topics={name}] .rk-topic")


def test_the_guide_names_the_largest_differences_and_what_had_no_answer(page: Page, project_site: str) -> None:
    files = team((1, 1, 6, 0))
    mapped(page, project_site, files)
    expect(topics(page, "differences")).to_have_count(5)
    first = topics(page, "differences").first
    expect(first.locator("li")).not_to_have_count(1)
    expect(first.get_by_role("link").first).to_have_attribute("href", re.compile(r"^\.\./\.\./modules/[a-z-]+/$"))
    rows = expected(files)["rows"]
    outs = [row["id"] for row in rows if any(cell.get("out") or cell["state"] == "unanswered" for cell in row["cells"].values())]
    assert outs
    expect(topics(page, "unanswered")).to_have_count(min(5, len(outs)))
    expect(topics(page, "unanswered").first).to_contain_text("no answer: “I'm not sure”")


@pytest.mark.parametrize("minutes", ["30", "60", "90"])
def test_whoever_leads_the_talk_gets_an_agenda(page: Page, project_site: str, minutes: str) -> None:
    mapped(page, project_site, team(SIZES[5]))
    expect(page.locator("[data-facilitator]")).to_be_hidden()
    page.locator(f'[name=map-for][value="{minutes}"]').check()
    agenda = page.locator("[data-minutes]:visible")
    expect(agenda).to_have_count(1)
    *steps, total = [int(text) for text in agenda.locator("td").all_text_contents()]
    assert sum(steps) == total == int(minutes)
    page.locator('[name=map-for][value=""]').check()
    expect(page.locator("[data-facilitator]")).to_be_hidden()


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("count", SIZES)
def test_the_guide_prints_on_two_pages_and_its_leaders_part_before_them(
    page: Page, project_site: str, count: int, size: str
) -> None:
    """With five differences, and five questions without an answer, which is as many as it names."""

    def often_unsure(chance: random.Random, view: str, question: str, choices: list[str]) -> str:
        unsure = question in {"limits", "good_work", "own_story", "as_equals", "feel_with"} and view == "peer_specialist"
        return "dont_know" if unsure else choices[-1 if view == "peer_specialist" else chance.choice([0, 1])]

    mapped(page, project_site, team(SIZES[count], answer=often_unsure))
    expect(topics(page, "differences")).to_have_count(5)
    expect(topics(page, "unanswered")).to_have_count(5)
    found = on_paper(page, "guide", size)
    assert len(found) <= 2
    assert all(len(text) > 60 for text in found)
    assert "Whatweagreedon" in found[-1]
    assert "Whatstandsout" not in "".join(found)
    page.locator('[name=map-for][value="90"]').check()
    with_agenda = on_paper(page, "guide", size)
    assert len(with_agenda) == len(found) + 1
    assert "Minutes" in with_agenda[0]


def test_the_map_prints_with_its_table(page: Page, project_site: str) -> None:
    mapped(page, project_site, team(SIZES[60]))
    found = "".join(on_paper(page, "map"))
    for words in ("Whostandsout", "Openthefiles", "Beforeyoubegin", "Leavethissite"):
        assert words not in found
    for words in ("Whathasstoodout"[:4], "Everydayhelp", "Howoftendoyouhelppeoplewitherrands?", "Sidebyside"):
        assert words in found
    expect(page.locator("role-map[data-print]")).to_have_count(0)


def test_what_nobody_finds_clear_is_a_topic_though_views_are_close(page: Page, project_site: str) -> None:
    files = team(SIZES[2], answer=lambda _chance, _view, _question, choices: choices[0])
    mapped(page, project_site, files)
    close = page.locator("[data-out=close] li")
    assert close.count() > 5
    expect(close.first).to_contain_text("All of these views: ")
    expect(page.locator("[data-topics=low] .rk-topic")).to_have_count(5)
    expect(page.get_by_role("heading", name="Where the views shown all sit at the lower end")).to_be_visible()
    page.locator("[data-order]").select_option("difference")
    page.get_by_label("The person who leads the talk: 60 minutes").check()
    agenda = page.locator("[data-minutes='60'] tbody tr:not([hidden]) td")
    *minutes, total = map(int, agenda.all_inner_texts())
    assert sum(minutes) == total == 60
    assert page.locator("[data-minutes='60'] [data-agenda=unanswered]").is_hidden()
    mapped(
        page,
        project_site,
        team(SIZES[2], answer=lambda _chance, _view, question, choices: choices[0] if question < "m" else "dont_know"),
    )
    page.get_by_label("The person who leads the talk: 60 minutes").check()
    expect(page.locator("[data-topics=unanswered] .rk-topic").first).to_be_visible()
    expect(page.locator("[data-minutes='60'] [data-agenda=unanswered]")).to_be_visible()
    assert sum(map(int, agenda.all_inner_texts()[:-1])) == 60


def test_a_line_goes_to_the_charter_below(page: Page, project_site: str) -> None:
    mapped(page, project_site, [])
    expect(page.locator("role-charter")).to_be_hidden()
    add(page, team(SIZES[2]), 2)
    expect(page.locator("role-charter")).to_be_visible()
    page.evaluate("""() => {
        window.lines = [];
        document.addEventListener("rk-charter-line", ({ detail }) => lines.push(detail));
    }""")
    page.locator("[data-order]").select_option("difference")
    cards(page).first.get_by_role("button", name="Take this to our charter").first.click()
    title = cards(page).first.locator(":scope > [data-slot=title]").text_content()
    assert page.evaluate("lines") == [
        {"box": "open", "text": f"{title}: we see this in very different ways. We will talk again."}
    ]
    expect(cards(page).first.locator("[data-do=charter]").first).to_have_text("This is in your charter now")
    expect(page.locator("role-charter [data-message]")).to_have_text(
        f"Added to “Still open”: {title}: we see this in very different ways. We will talk again."
    )


def test_nothing_is_asked_for_and_nothing_stays(page: Page, context: BrowserContext, project_site: str) -> None:
    mapped(page, project_site, [])
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/*", lambda route: route.abort())
    add(page, team(SIZES[12]), 12)
    everything(page)
    assert page.evaluate(KEPT) == NOTHING
    page.get_by_role("button", name="Remove all files").click()
    expect(page.locator("[data-status]")).to_have_text("All files were removed from this page.")
    assert page.locator(".rk-track__mark").count() == 0
    expect(page.locator("[data-map]")).to_be_hidden()
    assert page.evaluate(KEPT) == NOTHING
    assert context.cookies() == []
    assert [address for address in asked if not address.startswith("blob:")] == []


def test_a_page_that_was_left_has_forgotten_all(page: Page, project_site: str) -> None:
    mapped(page, project_site, team(SIZES[12]))
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(page.locator("[data-map]")).to_be_hidden()
    expect(page.locator("[data-status]")).to_be_empty()
    assert page.locator(".rk-track__mark, .rk-topic, [data-table] td").count() == 0


def test_leaving_covers_and_empties_the_map_first(page: Page, project_site: str) -> None:
    mapped(page, project_site, team(SIZES[12]))
    expect(page.locator(".rk-help > summary")).to_be_visible()
    held: list[Route] = []
    page.route("https://www.weather.gov/**", lambda route: held.append(route))  # noqa: PLW0108 - Playwright cannot mark a builtin
    page.evaluate(LEFT)
    with page.expect_console_message(lambda message: message.text.startswith("[")) as waiting:
        page.locator(".rk-button--leave").click(no_wait_after=True)
    assert waiting.value.text == '[false,"www.weather.gov",0]'
    for route in held:
        route.fulfill(body="<!doctype html><title>Weather</title>", content_type="text/html")


def test_from_forms_to_the_map(context: BrowserContext, project_site: str, tmp_path: Any) -> None:
    """Two people fill in and save; the file of each opens."""
    for name, word in (("peer-specialist", "very"), ("supervisor", "a_little")):
        page = opened(context.new_page(), f"{project_site}/{FORM.replace('peer-specialist', name)}")
        for question in ("daily_life", "hard_feelings"):
            answer(page, question, word)
        finish(page)
        with page.expect_download() as waiting:
            page.locator("[data-action=saveFile]").last.click()
        waiting.value.save_as(tmp_path / f"{name}.json")
        page.locator(".rk-save-file").get_by_role("link", name="Open the role map").click()
        page.locator("role-map[data-ready]").wait_for(state="attached")
    page.set_input_files("[data-pick]", [tmp_path / "peer-specialist.json", tmp_path / "supervisor.json"])
    expect(page.locator("[data-out=far] a")).to_have_text(["Help with daily life", "Being there for people"])


STATES = {"empty": 0, **{f"{count} people": count for count in SIZES}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_state_is_accessible(tab: Any, project_site: str, size: tuple[int, int], scheme: str) -> None:
    page, found = tab(size, scheme), []
    for name, count in STATES.items():
        mapped(page, project_site, team(SIZES[count]) if count else [])
        if count:
            page.set_input_files("[data-pick]", [file("notes.json", "{"), team(SIZES[count])[0]])
            expect(page.locator("[data-said]")).to_contain_text("We counted it once.")
            page.evaluate("for (const one of document.querySelectorAll('role-map details')) one.open = true")
            page.locator('[name=map-for][value="60"]').check()
            page.locator("[data-cards] > .rk-card > [data-do=charter]").first.click()
        shot(page, f"map-{count}-{size[0]}-{scheme}")
        found += [f"{name}: {fault}" for fault in violations(page)]
    mapped(page, project_site, team((0, 0, 6, 2)))
    found += [f"too few: {fault}" for fault in violations(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_long_labels_break_nothing_on_the_smallest_phone(page: Page, project_site: str, direction: str) -> None:
    def longer(route: Route) -> None:
        text = (
            route.fetch()
            .text()
            .replace('"Mostly clear"', f'"{LONG}"')
            .replace('"Very clear"', f'"{LONG} ganz"')
            .replace("Everyday help", LONG)
        )
        route.fulfill(body=text)

    page.set_viewport_size({"width": SMALL[0], "height": SMALL[1]})
    page.route(f"**/{MAP}", longer)
    mapped(page, project_site, team(SIZES[60]))
    page.evaluate(f"document.documentElement.dir = document.body.dir = '{direction}'")
    page.evaluate("for (const one of document.querySelectorAll('.rk-behind')) one.open = true")
    assert page.evaluate(WIDER) == []
    assert page.evaluate(WIDE) <= 0
    assert page.evaluate(CLIPPED) == []
    card = cards(page).nth(1)
    marks = [box["x"] for box in (mark.bounding_box() for mark in card.locator(".rk-track__mark").all()) if box]
    places = page.evaluate(MARKS)[1]
    assert sorted(range(4), key=marks.__getitem__) == sorted(
        range(4), key=lambda at: places[at] * (1 if direction == "ltr" else -1)
    )


def test_shapes_stand_without_colours(tab: Any, project_site: str) -> None:
    page = tab(PHONE, "forced")
    mapped(page, project_site, team(SIZES[60]))
    shapes = cards(page).first.locator(".rk-track__mark svg > *").evaluate_all("all => all.map((one) => one.outerHTML)")
    assert len(set(shapes)) == 4
    fills = cards(page).first.locator(".rk-track__mark svg").evaluate_all("all => all.map((one) => getComputedStyle(one).fill)")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert set(fills) == {"rgb(0, 0, 0)"} != {ground}
    shot(page, "map-forced")
