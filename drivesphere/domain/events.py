"""What happened, and which cached answers it makes wrong: the tags stand once, here."""

from __future__ import annotations

from dataclasses import dataclass, field

PLATFORM_REPORTS = "report:platform"
"""Everything cached that sums up what all owners sell."""


def listing_tag(listing_id: str) -> str:
    """Everything cached about one listing: its page, its availability."""
    return f"listing:{listing_id}"


def catalogue_tag(kind: str) -> str:
    """Everything cached that lists a kind, whatever the dates."""
    return f"catalogue:{kind}"


def availability_tag(kind: str, state: str | None = None, city: str | None = None) -> str:
    """Searches with dates, by how narrow their place is: a city, a state, or anywhere."""
    return ":".join(["availability", kind, state or "*", (city or "*").casefold()])


def owner_reports_tag(owner_id: str) -> str:
    """Everything cached that sums up what one owner sells."""
    return f"report:owner:{owner_id}"


@dataclass(frozen=True, slots=True)
class AvailabilityChanged:
    """A claim was won, given back or lapsed on a listing of `owner_id` that stands in `city`, `state`.

    What a booking's money does counts too: whatever changes the one or the other makes reports wrong.
    """

    kind: str
    listing_id: str
    state: str | None = None
    city: str | None = None
    owner_id: str = field(kw_only=True)

    @property
    def tags(self) -> tuple[str, ...]:
        """The listing itself, searches with dates by every way to name its place, and the reports of what it earns."""
        return (
            owner_reports_tag(self.owner_id),
            PLATFORM_REPORTS,
            listing_tag(self.listing_id),
            availability_tag(self.kind),
            availability_tag(self.kind, self.state),
            availability_tag(self.kind, None, self.city),
            availability_tag(self.kind, self.state, self.city),
        )


@dataclass(frozen=True, slots=True)
class CatalogueChanged:
    """Listings of a kind were added, edited or taken down."""

    kind: str

    @property
    def tags(self) -> tuple[str, ...]:
        return (catalogue_tag(self.kind),)


@dataclass(frozen=True, slots=True)
class ListingChanged:
    """Its owner has changed what a listing says, or whether it is to be seen."""

    kind: str
    listing_id: str

    @property
    def tags(self) -> tuple[str, ...]:
        return (listing_tag(self.listing_id), catalogue_tag(self.kind))


Event = AvailabilityChanged | CatalogueChanged | ListingChanged
