-- Whether the database answers.
-- returns one bigint
select cast(1 as bigint) as one
