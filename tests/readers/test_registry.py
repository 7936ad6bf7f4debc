"""Which reader a file gets."""

from __future__ import annotations

import subprocess
import sys

import pytest

from linter.readers.base import Reader, StreamReader, Unreadable
from linter.readers.registry import chosen, reader_named, reader_names, readers, recognise
from tests.readers.support import OPTIONS, reader_for, sample

MESSAGES = '{"messages": [{"role": "user", "content": "在吗"}, {"role": "assistant", "content": "在的"}]}\n'
JDDC = "s1\tu1\t0\t0\t0\tnan\t在吗\ns1\tu1\t1\t0\t0\tnan\t在的\n"
FLAT = "会话ID,发送者,内容,时间\nc1,客户,在吗,2024-01-01 10:00:00\nc1,客服,在的,2024-01-01 10:00:05\n"
FLAT_LINES = '{"sid": 1, "role": "user", "text": "在吗"}\n{"sid": 1, "role": "bot", "text": "在"}\n'
DIALOGUE = "客户：在吗\n客服：在的\n客户：好\n"
MARKDOWN = "# 话术\n## 问候\n适用场景：进店\n```\n亲，您好\n```\n"


@pytest.mark.parametrize(
    ("text", "name", "reader"),
    [
        (MESSAGES, "chats.jsonl", "messages"),
        (MESSAGES, "chats.txt", "messages"),
        (MESSAGES, "-", "messages"),
        (JDDC, "chats.tsv", "jddc"),
        (JDDC, "chats", "jddc"),
        (JDDC, "chats.csv", "jddc"),
        (FLAT, "export.csv", "flat"),
        (FLAT.replace(",", "\t"), "export.csv", "flat"),
        (FLAT, "export", "flat"),
        (FLAT_LINES, "x", "flat"),
        ("[" + FLAT_LINES.strip().replace("\n", ",") + "]", "x", "flat"),
        (DIALOGUE, "chat.txt", "dialogue"),
        (DIALOGUE, "chat", "dialogue"),
        ("快捷短语编码,快捷短语,快捷短语分组\n1,亲，您好,\n", "库.csv", "csv"),
        ("编码\t话术\n1\t亲，您好\n", "库.txt", "csv"),
        ("replies:\n  - 亲，您好\n", "库.yml", "yaml"),
        ("replies:\n  - 亲，您好\n", "库", "yaml"),
        ("reply: 亲\n客服: 在的\n客户: 在吗\n客服: 在的\n", "库.yaml", "yaml"),
        ('{"replies": ["亲，您好"]}', "库.json", "json"),
        ('{"content": "亲，您好"}\n{"content": "在的"}\n', "库.jsonl", "json"),
        (MARKDOWN, "库.md", "markdown"),
        ("# 售前\n\n- 亲，您好\n- 在的\n", "库.md", "markdown"),
        ("- 发货\n  - 催单\n    ```\n    亲，今天发\n    ```\n", "库.md", "markdown"),
        (MARKDOWN, "库", "markdown"),
        ("亲，您好\n在的\n", "库.txt", "text"),
        ("亲，您好：\n- 在的\n", "库.txt", "text"),
    ],
)
def test_recognised_by_content(text: str, name: str, reader: str) -> None:
    assert reader_for(text, name) == reader


def test_keys_of_a_data_file_are_no_speakers() -> None:
    services = "apiVersion: v1\nkind: Service\n---\n" * 3
    with pytest.raises(Unreadable):
        recognise(sample(services, "deploy.yaml"), OPTIONS)
    assert reader_for(services.replace("apiVersion", "小美"), "chat.txt") == "dialogue"
    assert reader_for(DIALOGUE, "chat.yaml") == "dialogue"


def test_no_format_is_an_error_with_every_reason() -> None:
    with pytest.raises(Unreadable) as caught:
        recognise(sample("image: nginx\nports: [80]\n", "compose.yaml"), OPTIONS)
    assert caught.value.unrecognised
    message = str(caught.value)
    assert message.startswith("compose.yaml: ")
    assert "\n" not in message
    assert all(name in message for name in reader_names() if name != "xlsx")


def test_an_empty_file_is_no_error() -> None:
    reader, verdict = recognise(sample(" \n", "a.yaml"), OPTIONS)
    assert (reader.name, verdict.trust) == ("text", "plain")


def test_readers_by_name() -> None:
    assert [reader_named(name).name for name in reader_names()] == list(reader_names())


def test_an_unknown_name_is_an_error_with_the_nearest() -> None:
    with pytest.raises(Unreadable, match="markdown？"):
        reader_named("markdwon")


def test_a_chosen_reader_is_set_up_for_the_file() -> None:
    reader, _ = chosen("text", sample("亲，您好\n\n在的\n", "a.yaml"), OPTIONS)
    assert isinstance(reader, StreamReader)
    assert reader.cut("亲，您好\n\n在的\n") == 6


@pytest.mark.parametrize("reader", list(readers()), ids=lambda reader: reader.name)
def test_readers_describe_themselves_in_both_languages(reader: Reader) -> None:
    assert isinstance(reader, Reader)
    for words in (reader.title, reader.known_by):
        assert set(words) == {"zh", "en"}
        assert all(words.values())


def test_readers_are_loaded_when_needed() -> None:
    code = (
        "import sys; from linter.readers.load import open_input; import io\n"
        "from linter.readers.vocabulary import default_options\n"
        f"open_input(io.BytesIO({JDDC.encode()!r}), 'chats.tsv', default_options())\n"
        "print('markdown_it' in sys.modules, 'linter.readers.yaml_templates' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
