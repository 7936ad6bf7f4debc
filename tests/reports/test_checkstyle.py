"""Checkstyle XML: elements and attributes as XMLLogger of Checkstyle writes them, and no others."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
import xmlschema

from tests.reports.support import HOSTILE, broken, chat, diagnostic, finding, made, raw_controls

SCHEMA = xmlschema.XMLSchema("""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:simpleType name="level">
    <xs:restriction base="xs:string">
      <xs:enumeration value="ignore"/><xs:enumeration value="info"/>
      <xs:enumeration value="warning"/><xs:enumeration value="error"/>
    </xs:restriction>
  </xs:simpleType>
  <xs:element name="checkstyle"><xs:complexType>
    <xs:sequence><xs:element name="file" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
      <xs:sequence><xs:element name="error" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
        <xs:attribute name="line" type="xs:positiveInteger" use="required"/>
        <xs:attribute name="column" type="xs:positiveInteger"/>
        <xs:attribute name="severity" type="level" use="required"/>
        <xs:attribute name="message" type="xs:string" use="required"/>
        <xs:attribute name="source" type="xs:string" use="required"/>
      </xs:complexType></xs:element></xs:sequence>
      <xs:attribute name="name" type="xs:string" use="required"/>
    </xs:complexType></xs:element></xs:sequence>
    <xs:attribute name="version" type="xs:string" use="required"/>
  </xs:complexType></xs:element>
</xs:schema>
""")


def files(text: str) -> list[ElementTree.Element]:
    """The files of a report that holds to the schema."""
    SCHEMA.validate(text.encode())
    return list(ElementTree.fromstring(text.encode()))


def test_a_finding_is_an_error_of_its_file() -> None:
    (file,) = files(made("checkstyle", [[diagnostic(rewrite="好")]]))
    assert file.attrib == {"name": "templates/售前.txt"}
    assert file[0].attrib == {
        "line": "3",
        "column": "5",
        "severity": "warning",
        "source": "replylint.guarantee.pledge",
        "message": "“保证”是打包票。 → 好",
    }


def test_a_file_without_findings_is_told() -> None:
    (file,) = files(made("checkstyle", [[]]))
    assert list(file) == []


def test_findings_stand_under_their_files() -> None:
    told = files(made("checkstyle", [[diagnostic(), diagnostic()], [], [diagnostic(path="b.txt")]]))
    assert [(file.get("name"), len(file)) for file in told] == [
        *(("templates/售前.txt", 2), ("clean-1.txt", 0), ("b.txt", 1))
    ]


@pytest.mark.parametrize(
    ("severity", "theirs"),
    [("error", "error"), ("warning", "warning"), ("info", "info"), ("hint", "info")],
)
def test_severities_are_those_of_checkstyle(severity: str, theirs: str) -> None:
    (file,) = files(made("checkstyle", [[diagnostic(finding=finding(severity=severity))]]))
    assert file[0].get("severity") == theirs


def test_personal_data_of_a_chat_is_masked() -> None:
    one = chat("亲，13800138000保证到", 2, 15, rewrite="13800138000")
    assert "13800138000" not in made("checkstyle", [[one]])
    assert "13800138000" in made("checkstyle", [[one]], show_personal_data=True)


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_holds_to_the_schema(text: str, private: bool) -> None:
    written = made("checkstyle", [[broken(text, private=private)]])
    assert len(files(written)) == 1
    assert raw_controls(written) == set()
