-- How far auditors and moderators grade alike.
-- grain: locality
-- reads: staged.night, measured.audit_consistency
create or replace table published.audit_consistency as
select
    night.run_id,
    night.as_at,
    audits.locality,
    audits.audits,
    audits.moderated,
    audits.agreed,
    audits.graded_higher,
    audits.graded_lower,
    audits.weighted_kappa
from measured.audit_consistency as audits
cross join staged.night as night
