-- How many mails wait.
-- returns mails bigint
select cast(count(*) as bigint) as mails
from mails
