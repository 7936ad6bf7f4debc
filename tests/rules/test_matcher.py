"""A find with its conditions."""

from __future__ import annotations

from tests.rules.support import MakeShop


def test_conditions_are_asked_of_every_match(shop: MakeShop) -> None:
    rules = shop("find: { words: [保证] }\nunless: [ negated, { clause: [如果] } ]")
    text = "不保证，如果保证，我们保证"
    assert [(f.start, f.match) for f in rules.findings(text)] == [(11, "保证")]


def test_whether_a_matcher_depends_on_the_chat(shop: MakeShop) -> None:
    program = shop(
        signals={
            "plain": "find: { words: [好] }\nunless: [ quoted, { clause: negator } ]",
            "placed": "find: { words: [好] }\nwhen: [ { any: [ { position: first } ] } ]",
            "through": "find: { words: [好] }\nunless: [ { reply: placed } ]",
            "part": "find: { any: [ { words: [好], when: [ { customer: plain } ] } ] }",
            "same": "find: { signal: placed }",
        }
    ).program
    contextual = {
        name: program.signal(name).contextual for name in ("plain", "placed", "through", "part", "same")
    }
    assert contextual == {"plain": False, "placed": True, "through": True, "part": True, "same": True}


def test_the_words_that_a_matcher_needs(shop: MakeShop) -> None:
    program = shop(
        signals={
            "words": "find: { words: [好, 行], pattern: '可以|成' }",
            "joined": "find: { any: [ { signal: words }, { lexicon: thanks } ] }",
            "short": "find: { any: [ { words: [好] }, { reply: { most: 2 } } ] }",
            "lack": "find: { missing: thanks }",
            "open": "find: { pattern: '.{2}' }",
        }
    ).program
    assert program.signal("words").needed() == {"好", "行", "可以", "成"}
    assert program.signal("joined").needed() == {"好", "行", "可以", "成", *program.words("thanks")}
    assert [program.signal(name).needed() for name in ("short", "lack", "open")] == [None] * 3


def test_the_patterns_that_a_matcher_runs(shop: MakeShop) -> None:
    program = shop(
        signals={
            "a": """
                find: { any: [ { pattern: ['可以', '成'] }, { words: [好] } ] }
                unless: [ { clause: { pattern: '不' } } ]
            """,
            "b": "find: { signal: a }",
        }
    ).program
    assert list(program.signal("b").sources()) == ["可以", "成"]
