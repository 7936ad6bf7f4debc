"""A trace in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.i18n import say
from linter.reports.terminal import printable, width
from linter.tracing.trace import Asked, Candidate, Miss, Part, Trace, Tried
from linter.tracing.wording import Wording, of_fix

_MOST_FIXES = 12


def shown(trace: Trace, title: str, wording: Wording) -> str:
    """All steps of a trace, a line each; nothing in it moves the cursor."""
    return "\n".join(printable(line) for line in _lines(trace, title, wording))


def _lines(trace: Trace, title: str, wording: Wording) -> Iterator[str]:
    yield f"{trace.rule}  {title}  ({trace.severity})"
    whose = say("客户说", "customer") if trace.speaker == "customer" else say("原文", "text")
    yield _step(whose, trace.text)
    if trace.folded != trace.text:
        yield _step(say("折叠", "folded"), trace.folded)
    yield from _triggers(trace)
    for pieces in trace.pieces:
        yield _step(say("分词", "words"), " / ".join(piece for piece in pieces if piece.strip()))
    for miss in trace.misses:
        yield _step(say("没命中", "missed"), _miss(miss))
    for part in trace.parts:
        yield from _part(part, wording)
    for tried in trace.fixes:
        yield from _fixes(tried, wording)
    yield _step(say("结论", "verdict"), _verdict(trace))
    if trace.rewrite is not None:
        yield _step(say("改写", "rewrite"), trace.rewrite)


def _step(name: str, text: str) -> str:
    return f"{name}{' ' * max(1, 9 - width(name))}{text}"


def _more(text: str) -> str:
    return f"           {text}"


def _triggers(trace: Trace) -> Iterator[str]:
    name = say("触发词", "trigger")
    if trace.anywhere:
        yield _step(name, say("不需要：每条回复都看", "none needed: it looks at every reply"))
        return
    if trace.triggers:
        places = dict.fromkeys(trace.folded[start:end] for start, end in trace.triggers)
        yield _step(name, say("有：", "yes: ") + _several(list(places)))
        return
    words = _several(trace.words)
    yield _step(
        name,
        say(
            f"没有，不再往下看。要有这些词之一：{words} …", f"none, so it looks no further. One of {words} …"
        ),
    )


def _several(words: Sequence[str]) -> str:
    return say("、", ", ").join(f"“{word}”" for word in words)


def _miss(miss: Miss) -> str:
    word = f"“{miss.text}”"
    if miss.why == "placeholder":
        return say(f"{word} 在占位符、链接或打码里，不看", f"{word} is part of a placeholder, link or mask")
    if miss.why == "within":
        return say(
            f"{word} 不是独立的词，它在“{miss.longer}”里",
            f"{word} is no word of its own: it stands in “{miss.longer}”",
        )
    return say(f"{word} 是词表里的例外（except）", f"{word} is an exception of its lexicon")


def _part(part: Part, wording: Wording) -> Iterator[str]:
    yield from _asked(part.before, wording)
    if not part.candidates:
        return
    what = wording.find(part.spec)
    looked = say(f"，要找的是 {what}", f"; looked for: {what}") if what else ""
    for candidate in part.candidates:
        yield _step(say("命中", "found"), _candidate(candidate) + looked)
        yield from _asked(candidate.asked, wording)
        cleared = next((one for one in candidate.asked if one.cleared), None)
        if cleared is None:
            yield _more(say("→ 算数", "→ it counts"))
        elif cleared.kind == "unless":
            yield _more(say("→ 不算：排除条件成立", "→ it does not count: an exception holds"))
        else:
            yield _more(say("→ 不算：必需的条件不成立", "→ it does not count: a condition does not hold"))


def _candidate(candidate: Candidate) -> str:
    if candidate.start == candidate.end:
        return say("（整条回复）", "(the whole reply)")
    place = say(
        f"第 {candidate.start + 1}–{candidate.end} 字", f"characters {candidate.start + 1}–{candidate.end}"
    )
    return f"“{candidate.text}” {place}"


def _asked(asked: Sequence[Asked], wording: Wording, depth: int = 0) -> Iterator[str]:
    for one in asked:
        kind = {"when": say("要求 ", "needs "), "unless": say("除非 ", "unless ")}.get(one.kind, "")
        answer = say("是", "yes") if one.holds else say("否", "no")
        seen = say("：", ": ") + _several(one.seen) if one.seen else ""
        mark = " ✗" if one.cleared else ""
        yield _more(f"{'  ' * depth}{kind}{wording.condition(one.spec)} — {answer}{seen}{mark}")
        yield from _asked(one.parts, wording, depth + 1)


def _fixes(tried: Sequence[Tried], wording: Wording) -> Iterator[str]:
    """The fixes that were tried; those that are meant for other wordings are only counted."""
    meant = [one for one in tried if one.why not in ("words", "change")]
    for number, one in enumerate(meant[:_MOST_FIXES]):
        name = say("修改", "fix") if number == 0 else ""
        yield _step(name, f"{of_fix(one.spec)} — {_fate(one)}")
        for asked in one.asked:
            yield from _asked([asked], wording)
    if len(meant) < len(tried):
        count = len(tried) - len(meant)
        yield _step(
            "" if meant else say("修改", "fix"),
            say(f"另有 {count} 种修改是给别的说法的", f"{count} more are meant for other wordings"),
        )


def _fate(tried: Tried) -> str:
    if tried.offered:
        return say(f"采用：{tried.result}", f"offered: {tried.result}")
    if tried.why == "worse":
        brought = ", ".join(tried.brings[:3])
        return say(
            f"不采用：改成“{tried.result}”后还会报 {brought}",
            f"not offered: in “{tried.result}” there would be {brought}",
        )
    reasons = {
        "condition": say("不采用：条件不符", "not offered: its conditions do not hold"),
        "nothing": say(
            "不采用：改完没有变化，或什么也不剩", "not offered: nothing new, or nothing, would be left"
        ),
        "facts": say(
            f"不采用：会改动数字、占位符、链接、引文或名称（{tried.result}）",
            f"not offered: it changes a number, placeholder, link, quotation or name ({tried.result})",
        ),
        "answer": say(
            f"不采用：会把“不”说成“行”（{tried.result}）",
            f"not offered: it turns a no into a yes ({tried.result})",
        ),
        "later": say(
            f"备用：前面的已够用（{tried.result}）", f"in reserve: one before it holds ({tried.result})"
        ),
    }
    return reasons.get(tried.why, tried.why)


def _verdict(trace: Trace) -> str:
    if not trace.findings:
        return say("不报", "nothing is reported")
    matches = _several([finding.match for finding in trace.findings if finding.match])
    if trace.hidden_by:
        return say(
            f"单独看会报 {matches}，但同一处已由 {trace.hidden_by} 报了",
            f"by itself it would report {matches}, but {trace.hidden_by} reports that place",
        )
    what = matches or say("整条回复", "the reply")
    return say(f"报：{what}。", f"reported: {what}. ") + trace.findings[0].message
