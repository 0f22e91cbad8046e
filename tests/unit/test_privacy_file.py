import json

import pytest

from builder.privacy import privacy_file

# settings of a site -> what it keeps of answers and of pages
SETTINGS = [
    ({}, [("passphrase", True, 7)], 1),
    ({"keeping": {"mode": "clear", "days": 30}}, [("clear", False, 30)], 1),
    ({"keeping": {"mode": "off", "days": 7}}, [], 1),
    ({"offline": False}, [("passphrase", True, 7)], 0),
]


@pytest.mark.parametrize(("site", "answers", "caches"), SETTINGS)
def test_it_follows_the_settings(site: dict[str, object], answers: list[tuple[str, bool, int]], caches: int) -> None:
    told = json.loads(privacy_file(site))
    assert [(one["encrypted"], one["days_at_most"]) for one in told["indexedDB"]] == [answer[1:] for answer in answers]
    assert len(told["caches"]) == caches
    assert told["cookies"] == told["localStorage"] == told["sessionStorage"] == told["requests"]["elsewhere"] == []
