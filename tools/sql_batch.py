"""Makes of a statement with `:name` parameters what serves many sets of them: on PostgreSQL one
that runs over arrays, on SQLite one that is stepped for each, and for an insert one that takes
several rows a step (a row costs a third less than in a step of its own).

insert, update, delete: the statement's single `values (...)` holds all its parameters and becomes
    select ... from unnest($1::bigint[], ...) as batch(store_id, ...)
so `insert into t (...) values (:a, :b) on conflict ...`, `delete ... where (a, b) in (values
(:a, :b))` and `with given(a, b) as (values (:a, :b)) update t ... from given ...` serve both ways.
    On SQLite `in (values (...))` becomes `= (...)`: it would make a table of the one row first, and
    find no text key through it.
select: the whole statement runs once for each set of parameters, and the rows come in their order.
"""
from sql_text import SqlError, closing, significant, split_at_commas, text_of, tokens, top_level

ARRAY_TYPES = {"bigint": "bigint[]", "text": "text[]", "bytes": "bytea[]"}
VERBS = ("select", "insert", "update", "delete")
ROWS_AT_ONCE = 8  # beyond it a row becomes hardly cheaper (Statement::rows_at_once)


def batch_text(found, header):
    if any(token.is_word("batch", "batch_position", "batch_row") for token in found):
        raise SqlError("`batch` statements cannot use the names batch, batch_position, batch_row")
    verb = next((token.text.lower() for _, token in top_level(found) if token.is_word(*VERBS)), "")
    if not verb:
        raise SqlError("`batch` needs a select, insert, update or delete")
    text = select_text(found, header) if verb == "select" else change_text(found, header)
    return text_of(tokens(text))


def unnest(header):
    return ", ".join(
        f"${index + 1}::{ARRAY_TYPES[column.type]}"
        for index, column in enumerate(header.parameters)
    )


def names(columns, prefix=""):
    return ", ".join(prefix + column.name for column in columns)


def from_batch(found):
    return "".join(
        f"batch.{token.text[1:]}" if token.kind == "parameter" else token.text for token in found
    )


def change_text(found, header):
    start, opening, end = the_values(found)
    outside = [
        token.text for token in found[:start] + found[end + 1 :] if token.kind == "parameter"
    ]
    if outside:
        raise SqlError(f"`batch` allows {outside[0]} only within `values (...)`")
    listed = ", ".join(
        f"{from_batch(part)} as column{index + 1}"
        for index, part in enumerate(split_at_commas(found[opening + 1 : end]))
    )
    return (
        f"{text_of(found[:start])}select {listed} "
        f"from unnest({unnest(header)}) as batch({names(header.parameters)})"
        f"{text_of(found[end + 1 :])}"
    )


def stepped_text(found):
    """As found, for one row: `in (values (...))` as `= (...)`."""
    text = []
    at = 0
    while at < len(found):
        row = row_of_values(found, at)
        if row:
            opening, end = row
            text += ["= ", text_of(found[opening : end + 1])]
            at = closing(found, outer_of(found, at)) + 1
        else:
            text.append(found[at].text)
            at += 1
    return tokens("".join(text))


def rows_text(found, header):
    """SQLite's insert of ROWS_AT_ONCE rows, its parameters numbered row by row; None if it is no
    insert, or one that answers something."""
    if not significant(found)[0].is_word("insert") or header.columns:
        return None
    start, opening, end = the_values(found)
    number = {column.name: index + 1 for index, column in enumerate(header.parameters)}

    def row(place):
        before = place * len(number)
        return "".join(
            f"?{before + number[token.text[1:]]}" if token.kind == "parameter" else token.text
            for token in found[opening : end + 1]
        )

    rows = ",\n".join(row(place) for place in range(ROWS_AT_ONCE))
    return f"{text_of(found[:opening])}{rows}{text_of(found[end + 1 :])}"


def outer_of(found, at):
    """Where the parenthesis opens behind the word at `at`."""
    return next(i for i in range(at + 1, len(found)) if found[i].kind != "space")


def row_of_values(found, at):
    """The parentheses of the row, if `in (values (...))` begins at `at`."""
    if not found[at].is_word("in"):
        return None
    words = [i for i in range(at, len(found)) if found[i].kind != "space"][:4]
    if [found[i].text.lower() for i in words[1:]] != ["(", "values", "("]:
        return None
    return words[3], closing(found, words[3])


def the_values(found):
    """Where the only `values`, its opening and its closing parenthesis are."""
    places = [index for index, token in enumerate(found) if token.is_word("values")]
    if len(places) != 1:
        raise SqlError("`batch` needs exactly one `values (...)`")
    after = [i for i in range(places[0] + 1, len(found)) if found[i].kind != "space"]
    if not after or found[after[0]].text != "(":
        raise SqlError("`batch` needs a ( after `values`")
    end = closing(found, after[0])
    following = [i for i in after if i > end]
    if following and found[following[0]].text == ",":
        raise SqlError("`batch` allows one row in `values (...)`")
    return places[0], after[0], end


def select_text(found, header):
    inner = from_batch(found)
    order = "batch.batch_position"
    if any(token.is_word("order") for _, token in top_level(found)):
        # Sorting by position alone would not keep the rows' own order.
        inner = f"select ordered.*, row_number() over () as batch_row from ({inner}) as ordered"
        order += ", found.batch_row"
    return (
        f"select {names(header.columns, 'found.')} "
        f"from unnest({unnest(header)}) with ordinality "
        f"as batch({names(header.parameters)}, batch_position) "
        f"cross join lateral ({inner}) as found order by {order}"
    )
