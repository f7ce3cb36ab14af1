"""Which day an instant belongs to: the store's zone decides, not the offset that is written."""

# Around midnight and around each change of the clocks, in the zones that are tried.
INSTANTS = (
    "2026-03-08T04:59:59Z", "2026-03-08T00:00:00-05:00", "2026-03-08T06:59:59Z",
    "2026-03-08T07:00:00Z", "2026-03-09T03:59:59Z", "2026-03-09T04:00:00Z",
    "2026-03-29T00:59:59Z", "2026-03-29T02:00:00+01:00", "2026-03-29T22:59:59.999Z",
    "2026-03-29T23:00:00Z", "2026-10-24T22:59:59Z", "2026-10-25T00:00:00+01:00",
    "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T23:59:59Z",
    "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-06-30T14:59:59Z",
    "2026-06-30T15:00:00Z", "2026-06-30T20:59:59Z", "2026-07-01T06:00:00+09:00",
)


def case_days(shop):
    """Each order on the day and in the hour of the store's zone."""
    for n, at in enumerate(INSTANTS, 1):
        shop.send_order([shop.line(100 + n, 1, 1000 + n)], n=n, created_at=at, processed_at=at,
                        updated=at.replace(".999", ""))
    return None
