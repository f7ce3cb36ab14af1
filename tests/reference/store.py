"""All hard cases as one store. A case is a function that sends deliveries to its Shop and answers
the sales that they come to, worked out by hand; its docstring names the rule."""
import dataclasses
import typing

from . import cases_customers, cases_days, cases_edits, cases_returns, cases_sales, cases_versions
from .shop import Shop

MODULES = (cases_sales, cases_returns, cases_edits, cases_versions, cases_customers, cases_days)


@dataclasses.dataclass
class Case:
    name: str
    rule: str
    shop: Shop
    sales: typing.Any  # by hand: {n: [sale(...)]}, or None where only the model says


def cases(currency):
    """Every case in that currency, numbered in the order in which they are written down."""
    functions = [value for module in MODULES for name, value in vars(module).items()
                 if name.startswith("case_")]
    built = []
    for number, function in enumerate(functions):
        shop = Shop(currency, number)
        sales = function(shop)
        if isinstance(sales, list):
            sales = {1: sales}
        built.append(Case(function.__name__, " ".join(function.__doc__.split()), shop, sales))
    return built


def deliveries_of(all_cases):
    return [delivery for case in all_cases for delivery in case.shop.deliveries]
