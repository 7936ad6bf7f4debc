from linter.recent import Recent


def test_what_was_kept_lately_is_found() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.keep("a", 1)
    assert recent.find("a") == 1


def test_what_was_kept_long_ago_is_forgotten() -> None:
    recent: Recent[str, int] = Recent(2)
    for number, key in enumerate("abcde"):
        recent.keep(key, number)
    assert [recent.find(key) for key in "abcde"] == [None, None, 2, 3, 4]


def test_something_is_made_once() -> None:
    recent: Recent[str, int] = Recent(2)
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return 7

    assert [recent.get("a", make), recent.get("a", make)] == [7, 7]
    assert len(made) == 1


def test_what_is_asked_for_again_counts_as_seen() -> None:
    recent: Recent[str, int] = Recent(1)
    recent.keep("a", 1)
    recent.keep("b", 2)
    recent.get("a", lambda: 3)
    assert recent.find("a") == 1
    assert recent.find("b") == 2
    recent.keep("c", 3)
    assert recent.find("b") is None
