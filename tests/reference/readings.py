"""Where the definitions can be read in more than one way. Each constant is the reading taken, its
comment says what the others would be. Change it here if another is decided for."""

# A part of n units of a line is n·price less its share of the discount, plus its share of the tax:
# only what must be split is split, so that the gross sales of a part stay n·price. Otherwise the
# line's total is split as a whole, like an amount of its own.
SPLIT_COMPONENTS = True

# Of an amount over q units the first (amount mod q) bear one more. Otherwise the first k units
# bear ceil(amount·k/q), which puts the rest elsewhere as soon as it is two or more.
REST_ONE_BY_ONE = True

# Removed units are a line's last, so that a later refund does not change what they come to.
# Otherwise they are those that follow the refunded ones.
REMOVED_FOLLOW_REFUNDED = False

# "x removed units are return rows dated by the known removal, else ..., and are marked inexact" is
# taken at its word: the mark is for all of them. Otherwise a removal whose day an edit tells is
# exact.
KNOWN_REMOVALS_ARE_INEXACT = True

# A discrepancy is negative where more money was returned than calculated, and that is to lower net
# sales: the amount keeps its sign. ("Shopify's sign turned" would raise them.)
DISCREPANCY_SIGN = 1

# The tax_amount of an order adjustment comes on top of its amount where prices have their tax on
# top, and is part of it where they include it, as with refunded lines. Shopify's own reference says
# "taxes that are added to amount", which may hold for both.
ADJUSTMENT_INCLUDES_TAX_IF_PRICES_DO = True

# A shipping line that is marked as removed makes no row at all. Otherwise it is dated like removed
# units: a row on the order's day, and an inexact return on cancelled_at, else the same day.
REMOVED_SHIPPING_HAS_NO_ROW = True

# Where a line has no list of allocations its total_discount stands in. Otherwise it has none.
TOTAL_DISCOUNT_STANDS_IN = True

# The status of customers/merge that says it was done. Otherwise: any but "failed".
MERGED = "completed"

# An order that counts (a row that is not a gift card) makes a customer a customer of its day, and
# first orders are first among those. Otherwise gift card orders make customers too.
ONLY_COUNTED_ORDERS_MAKE_CUSTOMERS = True
