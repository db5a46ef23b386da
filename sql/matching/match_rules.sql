-- The cascade: in this order a rule may say who a row is; the first that fits decides. What a blank asks of a level is nothing.
-- A rule with `needs` is believed only of a child who is in the row's locality or team, or has an open plan of the row's type.
-- grain: a rule and the levels it accepts
-- reads: nothing
create or replace table reconciled.match_rules as
select * from (
    values
    (1, 'number_name_dob', 1.00, 'same,linked', 'same', 'same', '', 'number, name and date of birth agree'),
    (2, 'number_near_name_dob', 0.99, 'same,linked', 'near', 'same', '', 'number and date of birth agree, the name nearly'),
    (3, 'near_number_name_dob', 0.98, 'near', 'same', 'same', '', 'name and date of birth agree, the number nearly'),
    (4, 'number_name_near_dob', 0.98, 'same,linked', 'same', 'turned,near', '', 'number and name agree, the date of birth nearly'),
    (5, 'name_dob', 0.97, 'missing,other', 'same', 'same', '', 'name and date of birth agree'),
    (6, 'number_name', 0.95, 'same,linked', 'same', 'missing,other', '', 'number and name agree'),
    (7, 'number_near_name', 0.93, 'same,linked', 'near', 'turned,near,missing', '', 'number agrees, the name nearly'),
    (8, 'near_number_near_name_dob', 0.93, 'near', 'near', 'same', '', 'date of birth agrees, number and name nearly'),
    (9, 'near_name_dob', 0.92, 'missing,other', 'near', 'same', '', 'date of birth agrees, the name nearly'),
    (10, 'number_dob', 0.90, 'same,linked', 'forename,surname,other,missing', 'same', '', 'number and date of birth agree, the name does not'),
    (11, 'near_number_name', 0.90, 'near', 'same', 'turned,near,missing', '', 'name agrees, the number nearly'),
    (12, 'number_forename_near_dob', 0.88, 'same,linked', 'forename', 'turned,near', '', 'number and forename agree, the date of birth nearly'),
    (13, 'name_turned_dob', 0.88, 'missing,other', 'same', 'turned', '', 'name agrees, day and month of birth changed over'),
    (14, 'name_near_dob', 0.85, 'missing,other', 'same', 'near', '', 'name agrees, the date of birth nearly'),
    (15, 'near_number_dob', 0.84, 'near', 'forename,surname', 'same', 'locality', 'date of birth and half the name agree, the number nearly'),
    (16, 'near_name_turned_dob', 0.82, 'missing,other,near', 'near', 'turned', 'locality', 'the name nearly agrees, day and month of birth changed over'),
    (17, 'forename_dob', 0.80, 'missing,other', 'forename', 'same', 'team plan', 'forename and date of birth agree, within the team: perhaps another surname'),
    (18, 'name_in_team', 0.80, 'missing,other', 'same', 'missing', 'team plan', 'the name agrees, no date of birth, within the team'),
    (19, 'name_in_locality', 0.75, 'missing,other', 'same', 'missing', 'locality plan', 'the name agrees, no date of birth, within the locality'),
    (20, 'near_name_in_team', 0.70, 'missing', 'near', 'missing', 'team plan', 'the name nearly agrees, no number, no date of birth, within the team')
) as rules (rank, match_method, match_score, number_levels, name_levels, dob_levels, needs, sentence);
