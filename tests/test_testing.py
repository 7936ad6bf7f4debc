"""`linter.testing`, and the pytest plugin."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import ConfigError, Linter
from linter.testing import ReplyNotOk, assert_reply_ok

pytest_plugins = ["pytester"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_good_reply_passes() -> None:
    assert_reply_ok("亲，您好，有什么可以帮您的呢")


def test_the_failure_shows_findings_and_the_rewrite() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_reply_ok("我们保证明天到", context="怎么还没到")
    told = str(caught.value)
    assert "2 处问题" in told
    assert "guarantee.pledge" in told
    assert "courtesy.apology" in told
    assert "建议改成：" in told
    assert "预计明天到" in told


def test_a_context_may_be_messages() -> None:
    with pytest.raises(ReplyNotOk, match="apology"):
        assert_reply_ok("亲，好的", context=[{"role": "user", "content": "收到的碗碎了两个"}])


def test_what_is_less_severe_passes() -> None:
    assert_reply_ok("我们保证明天到", severity="error")
    with pytest.raises(ReplyNotOk):
        assert_reply_ok("我们保证明天到", severity="info")


def test_select_and_ignore() -> None:
    assert_reply_ok("我们保证明天到", select=["slang"])
    assert_reply_ok("我们保证明天到", ignore=["guarantee"])
    with pytest.raises(ConfigError, match="guarantees"):
        assert_reply_ok("您好", select=["guarantees"])


def test_the_nearest_configuration_holds() -> None:
    Path("replylint.yaml").write_text("ignore: [guarantee]\n", encoding="utf-8")
    assert_reply_ok("我们保证明天到")


def test_fail_on_of_the_configuration_holds() -> None:
    assert_reply_ok("我们保证明天到", config={"fail-on": "error"})


def test_a_linter_may_be_given() -> None:
    with pytest.raises(ReplyNotOk) as caught:
        assert_reply_ok("我们保证明天到", config=Linter(lang="en"))
    assert "1 findings in this reply" in str(caught.value)
    assert [finding.rule for finding in caught.value.findings] == ["guarantee.pledge"]


def test_control_characters_do_not_reach_the_terminal() -> None:
    with pytest.raises(ReplyNotOk) as caught:
        assert_reply_ok("我们保证明天到\x1b[31m")
    assert "\x1b" not in str(caught.value)


def test_the_fixture(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", bots="ignore: [slang]\n")
    pytester.makeini("[pytest]\nreplylint_config = bots.yaml\n")
    pytester.makepyfile(
        """
        def test_good(replylint):
            replylint.assert_ok("木有问题的亲")

        def test_bad(replylint):
            replylint.assert_ok("我们保证明天到", "什么时候到")
        """
    )
    ran = pytester.runpytest_subprocess("-p", "linter.pytest_plugin", "-p", "no:replylint")
    ran.assert_outcomes(passed=1, failed=1)
    ran.stdout.fnmatch_lines(["*guarantee.pledge*", "*预计明天到*"])
    assert "in assert_reply_ok" not in ran.stdout.str()
