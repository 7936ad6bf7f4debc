"""`replylint init`: a commented configuration, and the pre-commit snippet."""

from __future__ import annotations

from pathlib import Path

import click

from linter import __version__
from linter.commands import common, options
from linter.config import NAMES, UnknownProfile
from linter.i18n import say
from linter.rules.names import DEFAULT_RULESETS, PROFILES


def command() -> click.Command:
    """The command, in the user's language."""

    @click.command(
        "init",
        help=say(
            "写一份带注释的 replylint.yaml，并给出 pre-commit 片段。",
            "Write a commented replylint.yaml and show the pre-commit snippet.",
        ),
    )
    @click.option("--force", is_flag=True, help=say("覆盖已有的文件。", "Overwrite an existing file."))
    @options.profile(
        say(f"写进哪个方案：{', '.join(PROFILES)}。", f"The profile to write: {', '.join(PROFILES)}.")
    )
    def init(force: bool, profile: str | None) -> None:
        path = Path(NAMES[0])
        if profile is not None and profile not in PROFILES:
            common.stop(UnknownProfile(profile))
        if path.exists() and not force:
            common.stop(
                say(f"{path} 已经有了；--force 覆盖它", f"{path} is there already; --force overwrites it")
            )
        try:
            path.write_text(_config(profile), encoding="utf-8", newline="\n")
        except OSError as error:
            common.stop(
                say(f"{path} 写不了：{error.strerror}", f"{path} cannot be written: {error.strerror}")
            )
        click.echo(say(f"已写好 {path}。", f"Wrote {path}."))
        click.echo()
        click.echo(say("在 .pre-commit-config.yaml 里加上：", "Add to .pre-commit-config.yaml:"))
        click.echo()
        click.echo(_SNIPPET.format(version=__version__), nl=False)

    return init


_SNIPPET = """\
repos:
  - repo: https://github.com/replylint/replylint
    rev: v{version}
    hooks:
      - id: replylint
        files: ^templates/
"""


def _config(profile: str | None) -> str:
    line = f"profile: {profile}" if profile else "# profile: taobao"
    return say(_ZH, _EN).replace("@profile", line).replace("@rulesets", ", ".join(DEFAULT_RULESETS))


_ZH = """\
# replylint 的配置。全部可以不写；写错的键会报错。
# 规则有哪些：replylint rules；一条规则的说明：replylint explain guarantee.certain

# 平台或行业的方案，下面写的在它之上：replylint profiles。
@profile

# 在别的配置之上：文件（../base.yaml）、方案（profile:taobao）或装好的包里的（package:acme_replies）。
# extends: [profile:taobao]

# 用哪些规则集（不写就用方案的）。自己的规则集写路径（怎么写见 docs/rules.zh-CN.md）。
# rulesets: [@rulesets, ./our.yaml]

# 不要的规则或类别。
# ignore: [slang.cute, courtesy.closing]

# 改级别：error / warning / info / hint。
# severity:
#   guarantee: error

# 从哪个级别起让 CI 失败。
fail-on: warning

# 自家的称呼、词语：加到（add）或移出（remove）词表。
# lexicons:
#   house-address:
#     add: [宝子, 家人们]

# 话术库：哪些文件算一个库（auto / file / folder / run），不需要哪些情形，客户端最多几个字。
# library:
#   unit: folder
#   situations: { bargain: false }
#   limits: { ours: { text: 500 } }

# 聊天记录里谁是客服（默认认得 客服、坐席、agent、assistant 等）。
# roles:
#   agent: [小美, 阿强]

# 话术所在的列（CSV、xlsx）和键或路径（YAML、JSON、TOML），写在默认的之前；html-keys 下面是 HTML。
# text-columns: [回复话术]
# text-keys: [answer, 'bot.intents.*.answers[*]']
# html-keys: [body_html]

# 聊天记录的列和键：conversation、role、text、time、customer、agent、author，写在默认的之前。
# transcript-columns:
#   customer: [买家旺旺]

# 纯文本怎样分条：auto / line / paragraph。
# text-unit: auto

# 聊天记录里没写时区的时间是哪里的时间。
# timezone: Asia/Shanghai

# 检查文件夹时不看的路径。
# exclude: [archive, '*.bak.csv']

# 只对一些路径另作规定，后面的压过前面的。
# overrides:
#   - paths: [旧话术]
#     ignore: [courtesy]
#     severity: { guarantee: info }

# replylint report 用的评分卡。
# scorecard: scorecard.yaml

# 某条话术本来就该这么说：哪条规则，在哪里，为什么（check --interactive 里按 x 会自动记在这里）。
# suppressions:
#   - { rule: guarantee.pledge, template: 发货, reason: 合同里写明了 }
"""

_EN = """\
# Configuration of replylint. Everything is optional; an unknown key is an error.
# The rules: replylint rules; one of them: replylint explain guarantee.certain

# The profile of a platform or trade, under what is written below: replylint profiles.
@profile

# What this is laid over: files (../base.yaml), profile:taobao, or what installed packages have (package:acme_replies).
# extends: [profile:taobao]

# Rulesets to use (else the profile's). Name your own by path (docs/rules.md tells how to write one).
# rulesets: [@rulesets, ./our.yaml]

# Rules or categories that you do not want.
# ignore: [slang.cute, courtesy.closing]

# Other severities: error / warning / info / hint.
# severity:
#   guarantee: error

# Severity from which CI fails.
fail-on: warning

# Words of your own, such as what you call a customer: added to a lexicon, or removed from it.
# lexicons:
#   house-address:
#     add: [宝子, 家人们]

# The library of templates: what is one (auto / file / folder / run), what it does not need, what the client takes.
# library:
#   unit: folder
#   situations: { bargain: false }
#   limits: { ours: { text: 500 } }

# Who the agent is in transcripts (客服, 坐席, agent, assistant … are known).
# roles:
#   agent: [小美, 阿强]

# Columns (CSV, xlsx) and keys or paths (YAML, JSON, TOML) that hold replies, before the default ones; under html-keys
# stands HTML.
# text-columns: [回复话术]
# text-keys: [answer, 'bot.intents.*.answers[*]']
# html-keys: [body_html]

# Columns and keys of transcripts: conversation, role, text, time, customer, agent, author; before the default ones.
# transcript-columns:
#   customer: [buyer_no]

# How plain text is cut into replies: auto / line / paragraph.
# text-unit: auto

# The zone of times without one in transcripts.
# timezone: Asia/Shanghai

# Paths that are passed over in folders.
# exclude: [archive, '*.bak.csv']

# Other settings for some paths; later ones win.
# overrides:
#   - paths: [old]
#     ignore: [courtesy]
#     severity: { guarantee: info }

# The scorecard of replylint report.
# scorecard: scorecard.yaml

# Replies that are right as they are: which rule, where, and why (x in check --interactive adds them).
# suppressions:
#   - { rule: guarantee.pledge, template: 发货, reason: 合同里写明了 }
"""
