"""A workbook with a password is opened with what an environment variable holds, or refused for its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from assets.county import CountyError, load_place
from assets.locality import gate
from assets.locality.cells import RefusedError
from assets.locality.readers import read_in_this_process
from assets.locality.reading import read_workbook
from tests.unit.workbook_parts import ods_parts, zipped

COUNTY = """authority: Test
first_month: 2019-01
localities:
  - {name: North, folder: North, layout: north.yaml, password_env: %s, teams: []}
"""


def locked(tmp_path: Path, password: str) -> Path:
    plain = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(plain) as book:
        book.add_worksheet().write(0, 0, 18307)
    path = tmp_path / "locked.xlsx"
    with plain.open("rb") as source, path.open("w+b") as target:
        OOXMLFile(source).encrypt(password, target)
    return path


@pytest.mark.parametrize(
    ("password", "tried"),
    [("VelvetSweatshop", ()), ("s3cret", ("s3cret",)), ("s3cret", ("last year's", "s3cret"))],
)
def test_a_workbook_is_opened_with_its_password(
    tmp_path: Path, password: str, tried: tuple[str, ...]
) -> None:
    workbook = read_workbook(locked(tmp_path, password), passwords=tried)
    assert [cell.text for cell in workbook.sheets[0].cells] == ["18307"]
    assert workbook.notes == ["the workbook was opened with its password"]


@pytest.mark.parametrize(
    ("tried", "reason"),
    [((), "encrypted"), (("",), "password_not_set"), (("S3cret",), "password_wrong")],
)
def test_each_way_of_having_no_password_has_its_reason(
    tmp_path: Path, tried: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        read_workbook(locked(tmp_path, "s3cret"), passwords=tried)
    assert caught.value.reason == reason
    assert "cret" not in str(caught.value)


def test_what_is_inside_is_judged_like_any_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(RefusedError, match="too_large"):
        read_in_this_process(locked(tmp_path, "s3cret"), passwords=("s3cret",), pass_on=lambda *_: None)


def test_an_ods_with_a_password_cannot_be_opened(tmp_path: Path) -> None:
    parts = ods_parts("")
    parts["META-INF/manifest.xml"] = str(parts["META-INF/manifest.xml"]).replace(
        "/>", "><m:encryption-data/></m:file-entry>"
    )
    with pytest.raises(RefusedError, match="encrypted_otherwise"):
        read_workbook(zipped(tmp_path / "locked.ods", parts), passwords=("s3cret",))


def test_county_yaml_names_the_variable_that_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NORTH_OLD", "s3cret")
    monkeypatch.delenv("NORTH_NEW", raising=False)
    yaml = tmp_path / "county.yaml"
    yaml.write_text(COUNTY % "[NORTH_OLD, NORTH_NEW]")
    place = load_place(yaml)
    assert place.passwords("North") == ("s3cret", "")
    assert place.passwords(None) == ()
    yaml.write_text(COUNTY % "NORTH_OLD")
    assert load_place(yaml).passwords("North") == ("s3cret",)


def test_a_password_typed_into_county_yaml_is_refused_and_not_repeated(tmp_path: Path) -> None:
    yaml = tmp_path / "county.yaml"
    yaml.write_text(COUNTY % "s3cret")
    with pytest.raises(CountyError, match="name the environment variable") as caught:
        load_place(yaml)
    assert "s3cret" not in str(caught.value)
