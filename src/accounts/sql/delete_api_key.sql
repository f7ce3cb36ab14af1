-- A key of a person lets nobody in any more, nor do those that were made by it.
-- param user_id bigint
-- param api_key_id bigint
with recursive gone (api_key_id) as (
    select api_key_id
    from api_keys
    where user_id = :user_id and api_key_id = :api_key_id
    union
    select k.api_key_id
    from api_keys k
    join gone on gone.api_key_id = k.made_by
    where k.user_id = :user_id
)
delete from api_keys
where user_id = :user_id and api_key_id in (select api_key_id from gone)
