-- The sessions of a person that have ended by themselves.
-- param user_id bigint
-- param now bigint
delete from sessions
where user_id = :user_id and expires_at <= :now
