-- Of a deleted store, the bodies of so many deliveries at most, oldest first; then those go. The
-- log knows which they are: by their store alone they are not found.
-- param store_id bigint
-- param limit bigint
delete from delivery_bodies
where store_id = :store_id and delivery_id in (
    select delivery_id
    from deliveries
    where store_id = :store_id
    order by delivery_id
    limit :limit
)
