"""What axe finds wrong with a page."""

from axe_playwright_python.sync_playwright import Axe

# What passes need not be told node by node, which takes longer than to find it.
ALL_RULES = {"resultTypes": ["violations"]}
_axe = Axe()


def faults(page, options=ALL_RULES):
    """Return what axe finds wrong with a page as it is: [(rule, the first elements)]."""
    violations = _axe.run(page, options=options).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"][:3]]) for one in violations]
