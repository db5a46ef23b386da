"""Whose list to send, how long it is, and whether it gets shorter, as the pages tell it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assets.county import Place
from assets.publishing.pages_worklists import discrepancies_by_night, in_short, worklist_rows
from assets.publishing.rendering import day
from tests.unit.page_reader import Page
from tests.unit.working_tables import Rows, a_discrepancy, a_place, a_workbook
from tests.unit.worklist_nights import MAY, an_answer, fill, holding, publish_with_worklists, run

FIRST, SECOND = MAY[:2]


def both(*rows: dict[str, object]) -> Rows:
    return {"reconciled.discrepancies": list(rows)}


def said(place: Place, as_at: date, rows: Rows, name: str = "index.html") -> str:
    return Page(publish_with_worklists(place, as_at, rows).folder / "pages" / name).text


def a_list(team: str, discrepancies: int, unanswered: int, came: int = 0, gone: int = 0) -> dict[str, object]:
    return {
        **{"locality": "North", "team": team, "discrepancies": discrepancies, "unanswered": unanswered},
        **{"came": came, "gone": gone, "night_before": FIRST, "oldest": 1},
    }


def test_on_the_first_night_nothing_can_have_come_or_gone(tmp_path: Path) -> None:
    text = said(a_place(tmp_path), FIRST, both(a_discrepancy("a"), a_discrepancy("b", team="All")))
    assert "North nothing compared 2 discrepancies, 2 not answered" in text
    figures = "Figures of the whole locality"
    assert f"North {figures} 1 discrepancies: North, {figures} 1 0 North N1 1 discrepancies" in text
    assert "Came since" not in text


def test_what_came_and_went_since_the_night_before_is_told_list_by_list(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    publish_with_worklists(place, FIRST, holding("stays", "goes", "goes too"))
    text = said(place, SECOND, holding("stays", "comes"))
    assert f"2 discrepancies, 2 not answered; 1 came and 2 went since {day(FIRST)}" in text
    assert "North N1 2 discrepancies: North, N1 2 1 2 1" in text
    assert "night by night: North fell from 3 to 2; South stayed at 0." in text
    assert f"Locality {day(FIRST)} {day(SECOND)} North 3 2 South 0 0" in text


def test_a_night_on_which_nothing_moved_says_so(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    publish_with_worklists(place, FIRST, holding("a"))
    said_of_north = said(place, SECOND, holding("a"), "north/index.html")
    assert f"1 discrepancy, 1 not answered; none came or went since {day(FIRST)}." in said_of_north


def test_a_list_that_has_become_empty_is_still_told(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    publish_with_worklists(place, FIRST, both(a_discrepancy("a"), a_discrepancy("b", team="N2")))
    released = publish_with_worklists(place, SECOND, holding("a"))
    page = Page(released.folder / "pages" / "index.html")
    assert "North N2, nothing left 0 0 0 1 –" in page.text
    assert [link for link in page.links if link.endswith(".xlsx")] == ["north/worklists/North%20-%20N1.xlsx"]


def test_a_discrepancy_of_another_team_than_before_goes_from_one_list_to_the_other(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    publish_with_worklists(place, FIRST, holding("a"))
    text = said(place, SECOND, holding("a", team="N2"))
    assert "North N1, nothing left 0 0 0 1 – North N2 1 discrepancies: North, N2 1 1 0 1" in text
    assert "night by night: North stayed at 1" in text


def test_what_is_answered_no_longer_waits_for_an_answer(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    given = run(place, FIRST, holding("a", "b")).file()
    fill(place, given, {"a": an_answer("answered", "Jo", "done")})
    text = said(place, SECOND, holding("a", "b"), "north/index.html")
    assert f"2 discrepancies, 1 not answered; none came or went since {day(FIRST)}." in text
    assert "N1 2 discrepancies: North, N1 1 0 0 1" in text


def test_a_locality_that_was_held_back_has_not_got_shorter(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    publish_with_worklists(place, FIRST, holding("a", "b"))
    locked: Rows = {"staged.workbooks": [a_workbook("North", SECOND, "held_back", reason="it is locked")]}
    text = said(place, SECOND, locked)
    assert f"2 discrepancies, 2 not answered; none came or went since {day(FIRST)}" in text
    assert "North stayed at 2" in text


def test_the_lists_of_a_locality_are_summed() -> None:
    lists = [a_list("N1", 4, 1, came=1), a_list("N2", 2, 0, gone=3)]
    assert in_short(lists) == f"6 discrepancies, 1 not answered; 1 came and 3 went since {day(FIRST)}"
    assert in_short(lists[1:]).startswith("2 discrepancies, all answered; ")
    assert in_short([a_list("N1", 0, 0, gone=2)]).startswith("0 discrepancies; 0 came and 2 went")
    assert in_short([]) == "no discrepancy"


def test_the_list_of_all_teams_is_called_what_it_holds_and_each_leads_to_its_rows() -> None:
    lists = [a_list(team, 1, 1) for team in ("All", "N1 & co", "No team")]
    told = worklist_rows(lists, {("North", "All"): "north/worklists/North - All.xlsx"})
    assert [(row["name"], row["filters"], row["file"]) for row in told] == [
        ("Figures of the whole locality", "team=All%20teams", "north/worklists/North - All.xlsx"),
        ("N1 & co", "team=N1%20%26%20co", None),
        ("No team", "team=Not%20told", None),
    ]


def test_one_night_is_no_trend() -> None:
    told = discrepancies_by_night([{"locality": "North", "as_at": FIRST, "discrepancies": 3}])
    assert (told["charts"], told["said"]) == ({}, [])


def test_a_returned_worklist_does_not_lengthen_the_names_of_a_localitys_files(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    rows = holding("a", source_file="localities/North/list.xlsx", field="zz")
    given = run(place, FIRST, rows).file()
    fill(place, given, {"a": an_answer("acepted", "Jo")})
    text = said(place, SECOND, rows, "north/discrepancies.html")
    assert "Sheet CP list.xlsx" in text
    assert "localities/North" not in text
