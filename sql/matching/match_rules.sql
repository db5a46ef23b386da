-- The cascade: in this order a rule may say who a row is; the first that fits any child decides. Each rule
-- lists the levels of number, name and date of birth it accepts (see candidate_levels.sql), and what it
-- `needs` besides: that the child is in the row's locality or team, has an open plan of the row's type, or is
-- `unlisted`: no rule without this need gives the child to a row of that type in the locality. A rule by
-- which somebody is `asked` believes nobody: what agrees is too little for that, and too much to say that the
-- case system does not have the child. All whom such a rule fits are named together: they have one rank.
-- grain: a rule
-- reads: nothing
create or replace table reconciled.match_rules as
select
    rules.rank,
    rules.match_method,
    rules.match_score,
    rules.number_levels,
    rules.name_levels,
    rules.dob_levels,
    rules.needs,
    rules.sentence
from (
    values
    (
        1, 'number_name_dob', 1.00, 'same,linked', 'same', 'same', '',
        'Number, name and date of birth agree'
    ),
    (
        2, 'number_turned_name_dob', 1.00, 'same,linked', 'turned', 'same', '',
        'Number, name and date of birth agree, forename and surname changed over'
    ),
    (
        3, 'name_dob_family_number', 0.97, 'family', 'same,turned', 'same', '',
        'Name and date of birth agree, the number is a brother''s or sister''s'
    ),
    (
        4, 'number_other_form_dob', 0.99, 'same,linked', 'other_form', 'same', '',
        'Number and date of birth agree, the name in another form: short, or with a middle name'
    ),
    (
        5, 'number_near_name_dob', 0.99, 'same,linked', 'near', 'same', '',
        'Number and date of birth agree, the name nearly'
    ),
    (
        6, 'near_number_name_dob', 0.98, 'near', 'same,turned', 'same', '',
        'Name and date of birth agree, the number nearly'
    ),
    (
        7, 'number_name_near_dob', 0.98, 'same,linked', 'same,turned', 'turned,near', '',
        'Number and name agree, the date of birth nearly'
    ),
    (
        8, 'name_dob', 0.97, 'missing,other', 'same', 'same', '',
        'Name and date of birth agree, the number is missing or another child''s'
    ),
    (
        9, 'turned_name_dob', 0.97, 'missing,other', 'turned', 'same', '',
        'Name and date of birth agree, forename and surname changed over'
    ),
    (
        10, 'number_name', 0.95, 'same,linked', 'same,turned', 'missing,other', '',
        'Number and name agree'
    ),
    (
        11, 'number_near_name_near_dob', 0.93, 'same,linked', 'near,other_form', 'turned,near', '',
        'Number agrees, name and date of birth nearly'
    ),
    (
        12, 'near_number_near_name_dob', 0.93, 'near', 'near,other_form', 'same', '',
        'Date of birth agrees, number and name nearly'
    ),
    (
        13, 'number_forename_dob', 0.93, 'same,linked', 'forename,only_forename', 'same', '',
        'Number, forename and date of birth agree: perhaps another surname'
    ),
    (
        14, 'other_form_dob', 0.94, 'missing,family,other', 'other_form', 'same', '',
        'Date of birth agrees, the name in another form: short, or with a middle name'
    ),
    (
        15, 'near_name_dob', 0.92, 'missing,family,other', 'near', 'same', '',
        'Date of birth agrees, the name nearly'
    ),
    (
        16, 'near_number_name', 0.90, 'near', 'same,turned', 'turned,near,missing,other', '',
        'Name agrees, the number nearly'
    ),
    (
        17, 'number_forename_near_dob', 0.88, 'same,linked', 'forename,only_forename', 'turned,near', '',
        'Number and forename agree, date of birth nearly: perhaps another surname'
    ),
    (
        18, 'number_dob', 0.88, 'same,linked', 'surname,unnamed,other,missing', 'same', '',
        'Number and date of birth agree, the name does not'
    ),
    (
        19, 'name_turned_dob', 0.88, 'missing,family,other', 'same,turned', 'turned', 'locality',
        'Name agrees, day and month of birth changed over, within the locality'
    ),
    (
        20, 'name_near_dob', 0.85, 'missing,family,other', 'same,turned', 'near', 'locality',
        'Name agrees, the date of birth nearly, within the locality'
    ),
    (
        21, 'near_number_dob', 0.84, 'near', 'forename,only_forename,surname,unnamed', 'same', 'locality',
        'Date of birth and half the name agree, the number nearly, within the locality'
    ),
    (
        22, 'near_name_turned_dob', 0.82, 'missing,family,other,near', 'near,other_form', 'turned',
        'locality',
        'The name nearly agrees, day and month of birth turned, in the locality'
    ),
    (
        23, 'forename_dob', 0.80, 'missing,family', 'forename,only_forename', 'same', 'team plan',
        'Forename and date of birth agree, an open plan in the team: perhaps another surname'
    ),
    (
        24, 'name_in_team', 0.80, 'missing,family', 'same,turned', 'missing', 'team plan',
        'Name agrees, no date of birth, an open plan in the team'
    ),
    (
        25, 'number_near_name', 0.80, 'same,linked', 'near,other_form', 'missing', '',
        'Number agrees, the name nearly, no date of birth'
    ),
    (
        26, 'number_forename_in_locality', 0.78, 'same,linked', 'forename,only_forename', 'missing',
        'locality plan',
        'Number and forename agree, no date of birth, an open plan in the locality: perhaps another surname'
    ),
    (
        27, 'name_in_locality', 0.75, 'missing,family', 'same,turned', 'missing', 'locality plan',
        'Name agrees, no date of birth, an open plan in the locality'
    ),
    (
        28, 'near_name_in_team', 0.70, 'missing', 'near,other_form', 'missing', 'team plan',
        'The name nearly agrees, no number, no date of birth, an open plan in the team'
    ),
    (
        29, 'only_forename_in_team', 0.60, 'missing', 'only_forename', 'missing', 'team plan',
        'Only a forename, which one child with an open plan in the team has'
    ),
    (
        30, 'surname_dob_in_team', 0.60, 'missing', 'unnamed', 'same', 'team plan',
        'No forename yet: surname and date of birth agree, an open plan in the team'
    ),
    (
        31, 'near_number_near_name_near_dob', 0.75, 'near', 'near,other_form', 'turned,near', 'team plan',
        'Number, name and date of birth nearly agree, an open plan in the team'
    ),
    (
        32, 'near_name_near_dob_in_team', 0.70, 'missing,family', 'near,other_form', 'near',
        'team plan unlisted',
        'Name and date of birth nearly agree, an open plan in the team and no other row'
    ),
    (
        33, 'name_other_dob_in_team', 0.70, 'missing,family', 'same,turned', 'other', 'team plan unlisted',
        'Name agrees, not the date of birth, an open plan in the team and no other row'
    ),
    (
        34, 'name_other_number_in_team', 0.70, 'other', 'same,turned', 'missing', 'team plan unlisted',
        'Name agrees, the number is another child''s, an open plan in the team and no other row'
    ),
    (
        35, 'only_number', 0.40, 'same,linked',
        'missing,unnamed,only_forename,forename,surname,near,other_form,other', 'missing,turned,near',
        'asked',
        'Number alone: name and date of birth are wanting or do not agree'
    ),
    (
        35, 'only_surname_dob', 0.40, 'missing', 'surname', 'same', 'team plan unlisted asked',
        'Surname and date of birth alone, an open plan in the team and no other row: perhaps another forename'
    ),
    (
        35, 'only_name', 0.40, 'near,other', 'same,turned', 'missing', 'locality plan asked',
        'Name alone, an open plan in the locality; the number is not that child''s, no date of birth'
    )
) as rules (rank, match_method, match_score, number_levels, name_levels, dob_levels, needs, sentence);
