"""Instants (milliseconds since 1970, UTC) and the days and hours of a time zone."""
import datetime
import zoneinfo

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def instant(text):
    """RFC 3339 with any offset; digits beyond milliseconds are cut off. None for None."""
    if text is None:
        return None
    head, dot, rest = text.partition(".")
    if dot:
        digits = rest[:len(rest) - len(rest.lstrip("0123456789"))]
        text = head + "." + digits[:3].ljust(3, "0") + rest[len(digits):]
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (moment - EPOCH) // datetime.timedelta(milliseconds=1)


def local(moment, zone):
    """(date, hour) of an instant in an IANA zone."""
    there = (EPOCH + datetime.timedelta(milliseconds=moment)).astimezone(zoneinfo.ZoneInfo(zone))
    return there.date(), there.hour


def day_number(date):
    """Days since 1970-01-01."""
    return (date - EPOCH.date()).days
