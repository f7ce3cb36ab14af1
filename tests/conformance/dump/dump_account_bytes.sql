-- Every byte string that is kept of accounts.
-- returns content bytes
select token_hash as content from refresh_tokens
union all
select nonce from refresh_tokens where nonce is not null
union all
select salt from codes
union all
select code_hash from codes
union all
select token_hash from one_time_tokens
union all
select secret from second_factors
union all
select code_hash from recovery_codes
union all
select subject from failed_attempts
union all
select subject from code_requests
union all
select sealed from mails
