"""Random files of bots, help desks and translators, put together as in `tests.readers.files`."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.readers.files import Atom, File, Parts, Piece, any_text, literally, yaml_scalar
from tests.readers.support import odd_lines

# TOML

_TOML_SHORT = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def _toml_escape(char: str) -> str:
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"


@st.composite
def toml_string(draw: st.DrawFn) -> Piece:
    """A text in quotes of one of the four kinds."""
    text = draw(any_text)
    style = draw(st.sampled_from(('"', "'", '"""', "'''")))
    if style == "'" and not {"'", "\n"} & set(text):
        return Piece(literally(text), "'", "'", whole=True)
    opening = draw(st.sampled_from(("", "\n"))) if text[0] != "\n" else "\n"
    closing = draw(st.sampled_from(("", "\n", "\n\n")))
    if style == "'''" and "'" not in text:
        return Piece(literally(text), f"'''{opening}", f"{closing}'''", whole=True)
    lines = style == '"""'
    atoms: list[Atom] = []
    for at, char in enumerate(text):
        ways = [_TOML_SHORT.get(char, char)] * 9 + [_toml_escape(char)]
        if lines and char in "\n\t":
            ways += [char] * 9
        if lines and char == '"' and 0 < at < len(text) - 1 and '"' not in text[at - 1] + text[at + 1]:
            ways += [char] * 9
        source = draw(st.sampled_from(ways))
        if lines and source[0] not in " \t\n" and not char.isspace() and draw(st.integers(0, 15)) == 0:
            atoms.append(("", draw(st.sampled_from(("\\\n", "\\  \n \n   ")))))
        atoms.append((char, source))
    if lines:
        return Piece(atoms, f'"""{opening}', f'{closing}"""', whole=True)
    return Piece(atoms, '"', '"', whole=True)


@st.composite
def toml_files(draw: st.DrawFn) -> File:
    """Tables, inline tables and arrays with replies in them."""
    parts: Parts = ["# 话术库\nversion = 1.50\n\n"]
    for number in range(draw(st.integers(1, 4))):
        string = draw(toml_string())
        parts += draw(
            st.sampled_from(
                (
                    [
                        f'[[shop.replies]]  # 一\nname = "n{number}"\ntext  =  ',
                        string,
                        "  # 常用\nw = 0x1F\n",
                    ],
                    [f"[a.'{number}.x']\nreply.\"content\" = ", string, "\n"],
                    [
                        f'[b{number}]\nreplies = [ {{ title = "t", n = 07:32:00, text = ',
                        string,
                        " },\n # 完\n]\n",
                    ],
                    [f"[c{number}]\nreplies = [\n  ", string, ", # 一\n  '您好',\n]\n"],
                )
            )
        )
        if isinstance(parts[-1], str) and "您好" in parts[-1]:
            parts[-1:] = [", # 一\n  ", Piece(literally("您好"), "'", "'", whole=True), ",\n]\n"]
    return File("话术.toml", "toml", parts)


# PO

_PO_SHORT = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


@st.composite
def po_string(draw: st.DrawFn) -> Piece:
    """A translation in one string or several."""
    opening = draw(st.sampled_from(('"', '""\n"', '""\n  "')))
    atoms: list[Atom] = []
    for char in draw(any_text):
        if atoms and draw(st.integers(0, 9)) == 0:
            atoms.append(("", draw(st.sampled_from(('"\n"', '" \n\t"', '"\n""\n"')))))
        atoms.append((char, _PO_SHORT.get(char, char)))
    return Piece(atoms, opening, draw(st.sampled_from(('"', '\\n"', '\\n"\n"\\n"'))))


@st.composite
def po_files(draw: st.DrawFn) -> File:
    """A catalogue with comments, contexts, plurals and obsolete entries."""
    parts: Parts = ['# 译文\nmsgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=n>1;\\n"\n\n']
    for number in range(draw(st.integers(1, 4))):
        head = draw(
            st.sampled_from(("", '#: a.py:3\n#, fuzzy\n#| msgid "旧"\n', 'msgctxt "ship"\n', "# 注\n"))
        )
        if draw(st.integers(0, 3)) == 0:
            forms = [draw(po_string()), draw(po_string())]
            parts += [f'{head}msgid "k{number}"\nmsgid_plural "k{number}s"\nmsgstr[0] ', forms[0]]
            parts += ["\nmsgstr[1]  ", forms[1], "\n\n"]
        else:
            parts += [f'{head}msgid ""\n"k{number}"\nmsgstr ', draw(po_string()), "\n\n"]
        parts.append(draw(st.sampled_from(("", '#~ msgid "旧"\n#~ msgstr "旧的"\n\n'))))
    return File("译文.po", "po", parts)


# HTML in the macros of a help desk

_ENTITIES = {"&": ["&amp;", "&#38;"], "<": ["&lt;", "&#x3C;"], ">": ["&gt;", ">"]}


@st.composite
def macro_html(draw: st.DrawFn) -> Piece:
    """A text in HTML in a JSON string."""
    lines = [" ".join(line.split()) for line in draw(st.lists(odd_lines, min_size=1, max_size=3))]
    atoms: list[Atom] = []
    for number, line in enumerate(lines):
        if number:
            ways = ("<br>", "</p><p>", '</p>\\n<p class=\\"a\\">', "<br />\\n", "</p><ul><li>")
            atoms.append(("\n", draw(st.sampled_from(ways))))
        for char in line:
            if not char.isspace() and draw(st.integers(0, 15)) == 0:
                atoms.append(("", draw(st.sampled_from(("<b>", "</b>", '<a href=\\"#\\">', "<!-- 注 -->")))))
            ways = [*_ENTITIES.get(char, [char] * 9), f"&#{ord(char)};"]
            if char == " ":
                ways = [" ", " ", " \\n "]
            source = draw(st.sampled_from(ways))
            atoms.append((char, source.replace('"', '\\"') if char == '"' else source))
            if char == "\\" and source == "\\":
                atoms[-1] = (char, "\\\\")
    return Piece(atoms)


@st.composite
def macro_files(draw: st.DrawFn) -> File:
    """Macros whose replies are HTML."""
    parts: Parts = ['{"macros": [']
    for number in range(draw(st.integers(1, 3))):
        before = "," if number else ""
        parts += [
            f'{before}\n {{"title": "宏{number}", "actions": [{{"field": "status", "value": "open"}}, '
            '{"value": "<p>',
            draw(macro_html()),
            '</p>", "field": "comment_value_html"}]}',
        ]
    return File("宏.json", "zendesk", [*parts, "]}\n"])


# Rasa


@st.composite
def rasa_files(draw: st.DrawFn) -> File:
    """The replies of a bot's domain."""
    parts: Parts = ['version: "3.1"\nactions: [utter_a]\nresponses:\n']
    for number in range(draw(st.integers(1, 3))):
        parts += [f"  utter_r{number}:  # 一\n  - text: ", *draw(yaml_scalar(4))]
        parts.append("    buttons:\n    - {title: 你要退货, payload: /refund}\n")
    return File("domain.yml", "rasa", parts)


MORE_FILES = {"toml": toml_files(), "po": po_files(), "html": macro_files(), "rasa": rasa_files()}
"""More kinds of file, by what they are."""
