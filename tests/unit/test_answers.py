"""Returned worklists: an answer stays with its discrepancy; a spoilt worklist costs a line and no more."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from assets.county import Place
from tests.unit.working_tables import Rows, a_place, a_workbook, publish, read
from tests.unit.worklist_nights import MAY, an_answer, fill, holding, opened, run

FIRST, SECOND, THIRD, FOURTH, FIFTH = MAY[:5]


def test_a_whole_life_new_open_answered_accepted_open_gone_and_back(place: Place) -> None:
    night = run(place, FIRST, holding("a"))
    assert night.status("a") == ("new", None, None)
    night = run(place, SECOND, holding("a"))
    assert night.status("a") == ("open", None, None)
    fill(place, night.file(), {"a": an_answer("answered", "Jo", "asked the worker")})
    night = run(place, THIRD, holding("a"))
    assert night.status("a") == ("answered", "Jo", "asked the worker")
    fill(place, night.file(), {"a": an_answer("accepted", "Jo", "a court order", MAY[4])})
    night = run(place, FOURTH, holding("a"))
    assert night.status("a") == ("accepted", "Jo", "a court order")
    assert night.life("a")["accepted_until"] == FIFTH
    assert run(place, FIFTH, holding("a")).status("a") == ("accepted", "Jo", "a court order")
    night = run(place, MAY[5], holding("a"))
    assert night.status("a") == ("open", "Jo", "a court order")
    assert night.life("a")["accepted_until"] is None
    night = run(place, MAY[6], {})
    assert night.tables["inspection.discrepancies"] == []
    life = night.life("a")
    assert (life["status"], life["first_seen"], life["last_seen"]) == ("gone", FIRST, MAY[5])
    assert (life["nights_open"], life["assigned_to"], life["response"]) == (5, "Jo", "a court order")
    night = run(place, MAY[7], holding("a"))
    assert night.status("a") == ("back", None, None)
    fill(place, night.file(), {"a": an_answer("answered", "Ann", "looking")})
    assert run(place, MAY[8], holding("a")).status("a") == ("answered", "Ann", "looking")


@pytest.mark.parametrize(
    ("note", "until", "lacks"),
    [
        (None, None, "a reason and an end date"),
        ("a reason", None, "an end date"),
        (None, date(2019, 6, 1), "a reason"),
        ("   ", date(2019, 6, 1), "a reason"),
    ],
)
def test_accepted_without_a_reason_or_an_end_date_is_answered_and_the_next_worklist_says_what_lacks(
    place: Place, note: str | None, until: date | None, lacks: str
) -> None:
    night = run(place, FIRST, holding("a"))
    fill(place, night.file(), {"a": an_answer("accepted", "Jo", note, until)})
    night = run(place, SECOND, holding("a"))
    assert night.status("a")[0] == "answered"
    [(_, status, reason)] = night.read()
    assert status == "read"
    assert "'accepted' needs a note and 'Accepted until'; taken as answered" in reason
    [row] = opened(night.file())
    assert row["What to do"].startswith(f"Still needed for 'accepted': {lacks}.")
    assert row["Status"] == "answered"


def test_an_end_date_that_has_passed_already_accepts_nothing(place: Place) -> None:
    night = run(place, THIRD, holding("a"))
    fill(place, night.file(), {"a": an_answer("accepted", "Jo", "a reason", FIRST)})
    night = run(place, FOURTH, holding("a"))
    assert night.status("a") == ("open", "Jo", "a reason")
    assert "an end date that is still to come" in opened(night.file())[0]["What to do"]
    [(_, _, reason)] = night.read()
    assert reason == (
        "one answer in a returned worklist; L5: had passed when it came; 'accepted' needs a date that is"
        " still to come; taken as open"
    )


def test_an_acceptance_is_told_with_its_end_date_and_afterwards_that_it_ended(place: Place) -> None:
    night = run(place, FIRST, holding("a"))
    fill(place, night.file(), {"a": an_answer("accepted", "Jo", "a court order", THIRD)})

    def told(as_at: date) -> tuple[object, ...]:
        night = run(place, as_at, holding("a"))
        [row] = night.tables["inspection.discrepancies"]
        why = opened(night.file())[0]["Why we think so"].removeprefix("an earlier visit").strip()
        # It was in time when it came, however long the file lies there.
        assert [reason for _, _, reason in night.read()] == ["one answer in a returned worklist"]
        return row["status"], row["accepted_until"], row["acceptance_ended"], why

    assert told(SECOND) == told(THIRD) == ("accepted", THIRD, None, "")
    assert told(FOURTH) == ("open", None, THIRD, "It was accepted until 3 May 2019, which has passed.")


def test_the_same_words_in_a_second_life_are_a_second_answer(place: Place) -> None:
    said = {"a": an_answer("answered", "Ann", "will correct")}
    fill(place, run(place, FIRST, holding("a")).file(), said)
    assert run(place, SECOND, holding("a")).status("a") == ("answered", "Ann", "will correct")
    run(place, THIRD, {})
    night = run(place, FOURTH, holding("a"))
    assert night.status("a") == ("back", None, None)
    fill(place, night.file(), said)
    night = run(place, FIFTH, holding("a"))
    assert night.status("a") == ("answered", "Ann", "will correct")
    assert night.read() == [("returned.xlsx", "read", "one answer in a returned worklist")]


def test_an_old_worklist_put_back_after_a_discrepancy_came_back_is_told_of(place: Place) -> None:
    first = run(place, FIRST, holding("a", "b")).file()
    said = {"a": an_answer("answered", "Ann", "will correct")}
    fill(place, first, said)
    run(place, SECOND, holding("a", "b"))
    run(place, THIRD, holding("b"))
    night = run(place, FOURTH, holding("a", "b"))
    # Still there from the first life, it is no news.
    assert [reason for _, _, reason in night.read()] == ["one answer in a returned worklist"]
    fill(place, first, said | {"b": an_answer("answered", "Ann", "done")})
    for as_at in (FIFTH, MAY[5]):
        night = run(place, as_at, holding("a", "b"))
        assert night.status("a") == ("back", None, None)
        assert night.status("b") == ("answered", "Ann", "done")
        [(_, _, reason)] = night.read()
        assert "was said before this discrepancy went and came back" in reason
        assert "answer it in the newest worklist" in reason


def test_of_two_peoples_answers_each_has_its_status_end_date_and_note(place: Place) -> None:
    night = run(place, FIRST, holding("a"))
    fill(place, night.file(), {"a": an_answer("answered", "Pat")}, "pat.xlsx")
    fill(place, night.file(), {"a": an_answer("accepted", "Quin", "agreed", MAY[20])}, "quin.xlsx")
    fill(place, night.file(), {"a": an_answer("accepted", "Ruth", "no date")}, "ruth.xlsx")
    fill(place, night.file(), {"a": an_answer("accepted", "Sid", "short", THIRD)}, "sid.xlsx")
    both = "Pat: answered; Quin: accepted until 21 May 2019, agreed; "
    both += "Ruth: accepted without an end date, no date; "
    night = run(place, SECOND, holding("a"))
    names = "Pat / Quin / Ruth / Sid"
    assert night.status("a") == ("answered", names, both + "Sid: accepted until 3 May 2019, short")
    assert opened(night.file())[0]["Accepted until"] is None
    night = run(place, FOURTH, holding("a"))
    ended = both + "Sid: accepted until 3 May 2019, which has passed, short"
    assert night.status("a") == ("open", names, ended)


def test_two_people_who_had_not_seen_each_others_answer_are_both_heard(place: Place) -> None:
    night = run(place, FIRST, holding("a", "b"))
    fill(place, night.file(), {"a": an_answer("accepted", "Jo", "agreed", MAY[20])}, "jo.xlsx")
    fill(place, night.file(), {"a": an_answer("answered", "Sam", "not agreed")}, "sam.xlsx")
    night = run(place, SECOND, holding("a", "b"))
    assert night.status("a") == (
        "answered",
        "Jo / Sam",
        "Jo: accepted until 21 May 2019, agreed; Sam: answered, not agreed",
    )
    assert night.status("b") == ("open", None, None)
    # Whoever is shown both may settle it.
    fill(place, night.file(), {"a": an_answer("answered", "Ann", "Sam is right")}, "ann.xlsx")
    assert run(place, THIRD, holding("a")).status("a") == ("answered", "Ann", "Sam is right")


def test_answers_that_name_nobody_are_two_peoples_if_they_are_in_two_files(place: Place) -> None:
    night = run(place, FIRST, holding("a"))
    fill(place, night.file(), {"a": an_answer("answered", note="yes")}, "1.xlsx")
    fill(place, night.file(), {"a": an_answer("open", note="no")}, "2.xlsx")
    night = run(place, SECOND, holding("a"))
    assert night.status("a") == ("open", "No name / No name", "No name: answered, yes; No name: open, no")


def test_a_persons_later_answer_takes_the_place_of_the_earlier_one(place: Place) -> None:
    given = run(place, FIRST, holding("a")).file()
    fill(place, given, {"a": an_answer("answered", "Jo", "first")})
    run(place, SECOND, holding("a"))
    # Filled in on the first night's worklist again, which did not show the answer.
    fill(place, given, {"a": an_answer("answered", "  JO ", "second")})
    assert run(place, THIRD, holding("a")).status("a") == ("answered", "JO", "second")


def test_an_answer_can_be_taken_back(place: Place) -> None:
    night = run(place, FIRST, holding("a"))
    fill(place, night.file(), {"a": an_answer("answered", "Jo", "done")})
    night = run(place, SECOND, holding("a"))
    fill(place, night.file(), {"a": an_answer("open")})
    assert run(place, THIRD, holding("a")).status("a") == ("open", None, None)
    # And given again, word for word.
    fill(place, run(place, THIRD, holding("a")).file(), {"a": an_answer("answered", "Jo", "done")})
    assert run(place, FOURTH, holding("a")).status("a") == ("answered", "Jo", "done")


def test_a_row_that_says_what_it_was_given_with_undoes_no_newer_answer(place: Place) -> None:
    night = run(place, FIRST, holding("a", "b"))
    fill(place, night.file(), {"a": an_answer("answered", "Jo", "first")})
    shown = run(place, SECOND, holding("a", "b"))
    fill(place, shown.file(), {"a": an_answer("answered", "Jo", "second")})
    run(place, THIRD, holding("a", "b"))
    # Sam's copy, a night older, still shows Jo's first answer; Sam only answered the other row.
    fill(place, shown.file(), {"b": an_answer("answered", "Sam", "mine")}, "sam.xlsx")
    night = run(place, FOURTH, holding("a", "b"))
    assert night.status("a") == ("answered", "Jo", "second")
    assert night.status("b") == ("answered", "Sam", "mine")


def test_a_worklist_that_stays_in_the_folder_answers_once(place: Place) -> None:
    night = run(place, FIRST, holding("a"))
    fill(place, night.file(), {"a": an_answer("answered", "Jo", "gone by tomorrow")})
    run(place, SECOND, holding("a"))
    run(place, THIRD, {})
    assert run(place, FOURTH, holding("a")).status("a") == ("back", None, None)
    assert len(list((place.data / "worklists").iterdir())) == 1


def test_an_answer_outlives_the_file_it_came_in(place: Place) -> None:
    returned = fill(place, run(place, FIRST, holding("a")).file(), {"a": an_answer("answered", "Jo", "yes")})
    run(place, SECOND, holding("a"))
    returned.unlink()
    night = run(place, THIRD, holding("a"))
    assert night.status("a") == ("answered", "Jo", "yes")
    assert night.read() == []


def test_an_answer_to_one_that_has_gone_is_kept(place: Place) -> None:
    night = run(place, FIRST, holding("a"))
    run(place, SECOND, {})
    fill(place, night.file(), {"a": an_answer("answered", "Jo", "put right")})
    life = run(place, THIRD, {}).life("a")
    assert (life["status"], life["response"]) == ("gone", "put right")
    assert (life["locality"], life["team"], life["person_id"]) == ("North", "N1", "1001")
    assert (life["field"], life["kind"]) == ("last_visit", "value_differs")


def test_nights_run_again_and_in_any_order_say_the_same(tmp_path: Path) -> None:
    made = a_place(tmp_path / "made")
    given = run(made, FIRST, holding("a", "b")).file()
    came = {
        SECOND: fill(made, given, {"a": an_answer("answered", "Jo", "x")}, "jo.xlsx"),
        THIRD: fill(made, given, {"a": an_answer("open", "Sam", "y")}, "sam.xlsx"),
    }

    def status_of_both(place: Place, night: date) -> list[tuple]:
        folder = place.data / "worklists"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for first_night, path in came.items():
            if first_night <= night:
                shutil.copy2(path, folder)
        ran = run(place, night, holding("a", "b"))
        return [ran.status(name) for name in "ab"]

    for number, order in enumerate([(SECOND, THIRD, FIRST), (THIRD, FIRST, SECOND)]):
        place = a_place(tmp_path / str(number))
        for night in order:
            status_of_both(place, night)
        assert {night: status_of_both(place, night) for night in order} == {
            FIRST: [("new", None, None), ("new", None, None)],
            SECOND: [("answered", "Jo", "x"), ("open", None, None)],
            THIRD: [("open", "Jo / Sam", "Jo: answered, x; Sam: open, y"), ("open", None, None)],
        }


def test_while_a_locality_is_held_back_its_answers_stay(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    held: Rows = {"staged.workbooks": [a_workbook("North", SECOND, "held_back")]}
    given = run(place, FIRST, holding("a")).file()
    publish(place, FIRST, holding("a"))
    fill(place, given, {"a": an_answer("answered", "Jo", "yes")})
    assert run(place, SECOND, held).status("a") == ("answered", "Jo", "yes")


def test_nothing_that_is_typed_alters_a_figure_or_is_published(tmp_path: Path) -> None:
    said = {}
    for name, text in (("without", None), ("with", "Zebedee 99999 =1+1")):
        place = a_place(tmp_path / name)
        given = run(place, FIRST, holding("a", "b")).file()
        if text:
            fill(
                place,
                given,
                {
                    "a": an_answer("accepted", text, text, MAY[20]),
                    "b": {**an_answer(text, text, text, text), "The sheet says": text, "Record number": text},
                },
            )
        said[name] = run(place, SECOND, holding("a", "b")).tables
    assert said["with"] != said["without"]
    published = [table for table in said["with"] if table.startswith("published.")]
    assert len(published) > 5
    assert {table: said["with"][table] for table in published} == {
        table: said["without"][table] for table in published
    }
    assert "Zebedee" not in str(said["with"]["inspection.spreadsheet_coverage"])


def test_the_answers_of_a_night_are_in_its_release(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    given = run(place, FIRST, holding("a")).file()
    fill(place, given, {"a": an_answer("answered", "Jo", "yes")})
    run(place, SECOND, holding("a"))
    released = publish(place, THIRD, holding("a"))
    query = "select status, assigned_to, response from inspection.discrepancies"
    assert read(released, query) == [("answered", "Jo", "yes")]
    assert (released.folder / "pages" / "north" / "worklists" / "North - N1.xlsx").is_file()
