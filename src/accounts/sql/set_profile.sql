-- What a person sets of themselves.
-- param user_id bigint
-- param name text
-- param locale text
-- param time_zone text null
-- param theme text
update users
set name = :name, locale = :locale, time_zone = :time_zone, theme = :theme
where user_id = :user_id
