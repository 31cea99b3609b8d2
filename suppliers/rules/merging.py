"""What a merge does with facts: the kept supplier's stand, its gaps are filled. Plain data."""

FILLED = ("country_id", "region", "tier", "category", "parent_id", "sector_id")


def gaps_filled(kept, gone):
    """{field: [before, after]} of the gaps of `kept` that `gone` fills (two mappings)."""
    return {
        field: [kept[field], gone[field]]
        for field in FILLED
        if kept.get(field) in (None, "") and gone.get(field) not in (None, "")
    }
