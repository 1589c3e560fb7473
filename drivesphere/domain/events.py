"""What happened, and which cached answers it makes wrong: the tags stand once, here."""

from __future__ import annotations

from dataclasses import dataclass


def listing_tag(listing_id: str) -> str:
    """Everything cached about one listing: its page, its availability."""
    return f"listing:{listing_id}"


def catalogue_tag(kind: str) -> str:
    """Everything cached that lists a kind, whatever the dates."""
    return f"catalogue:{kind}"


def availability_tag(kind: str, state: str | None = None, city: str | None = None) -> str:
    """Searches with dates, by how narrow their place is: a city, a state, or anywhere."""
    return ":".join(["availability", kind, state or "*", (city or "*").casefold()])


@dataclass(frozen=True, slots=True)
class AvailabilityChanged:
    """A claim was won, given back or lapsed on a listing that stands in `city`, `state`."""

    kind: str
    listing_id: str
    state: str | None = None
    city: str | None = None

    @property
    def tags(self) -> tuple[str, ...]:
        """The listing itself, and searches with dates by every way to name its place."""
        return (
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
