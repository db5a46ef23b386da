"""What a reader throws is a refusal, and is logged by its kind and place: never by what it says."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from assets.locality import readers
from assets.locality.cells import RefusedError


def test_a_readers_own_fault_is_refused_and_logged_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def throws(*_: object, **__: object) -> None:
        raise KeyError("Canaria Testname")

    monkeypatch.setattr(readers, "_read", throws)
    with (
        caplog.at_level(logging.WARNING),
        pytest.raises(RefusedError) as refused,
    ):
        readers.read_in_this_process(tmp_path / "Canaria.xlsx", pass_on=lambda *_: None)
    assert refused.value.reason == "unreadable"
    [said] = caplog.messages
    assert said.startswith("reading a workbook: builtins.KeyError at ")
    assert "Canaria" not in said + str(refused.value)
