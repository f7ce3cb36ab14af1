-- What went in comes out; each type as it is and as it may be absent.
-- param number bigint
-- param number_or_none bigint null
-- param words text
-- param words_or_none text null
-- param body bytes
-- param body_or_none bytes null
-- returns number bigint, number_or_none bigint null, words text, words_or_none text null,
--   body bytes, body_or_none bytes null
select :number as number, :number_or_none as number_or_none, :words as words,
    :words_or_none as words_or_none, :body as body, :body_or_none as body_or_none
