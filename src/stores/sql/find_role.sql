-- The role of a person in a store, whether personal data is shown to them, and whether they sign in
-- with a second factor.
-- param store_id bigint
-- param user_id bigint
-- returns role text, sees_personal_data bigint, second_factor bigint
select
    role, sees_personal_data,
    (
        select count(*)
        from second_factors f
        where f.user_id = members.user_id and f.confirmed_at is not null
    ) as second_factor
from members
where store_id = :store_id and user_id = :user_id
