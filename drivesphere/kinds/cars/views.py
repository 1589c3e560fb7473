"""The routes of cars: their shapes, texts, examples and refusals."""

from __future__ import annotations

from drivesphere.domain.kind import Calendar, View, Views
from drivesphere.domain.policy import WINDOW_RULES
from drivesphere.kinds.cars import examples, schemas
from drivesphere.kinds.cars.calendar import calendar, window
from drivesphere.kinds.cars.pricing import UNKNOWN_EXTRA
from drivesphere.shapes.windows import AvailabilitySchema, CalendarArgs, DateArgs

ASKED_WITH_DATES = ("window_reversed", *WINDOW_RULES)

VIEWS = Views(
    find=View(
        summary="Find cars by place, dates and wishes; with dates only free ones, each with its quote",
        takes=schemas.CarSearchArgs,
        gives=schemas.CarSchema,
        example=examples.CAR,
        refusals=ASKED_WITH_DATES,
    ),
    look=View(
        summary="Look at one car; with dates also at its price for them",
        takes=DateArgs,
        gives=schemas.CarSchema,
        example={**examples.CAR, "distance_km": None},
        refusals=ASKED_WITH_DATES,
    ),
    book=View(
        summary="Hold a car for ten minutes",
        takes=schemas.CarDemandSchema,
        asked=examples.DEMAND,
        example=examples.BOOKING,
        refusals=("window_taken", *WINDOW_RULES, UNKNOWN_EXTRA.code),
    ),
    quote=View(
        summary="Price a car for given dates and extras, line by line",
        takes=schemas.CarQuoteArgs,
        gives=schemas.CarQuoteSchema,
        example=examples.CAR_QUOTE,
        refusals=(*ASKED_WITH_DATES, UNKNOWN_EXTRA.code),
    ),
    places=View(
        summary="Complete a city's name; cities with most cars first, at most twenty",
        takes=schemas.PlaceArgs,
        gives=schemas.PlaceSchema,
        example=examples.PLACE,
        path="/places",
    ),
    map=View(
        summary="See where the cars that a search finds stand, city by city, with the lowest price in each",
        takes=schemas.CarFilterArgs,
        gives=schemas.CarMapSchema,
        example=examples.MAP,
        refusals=ASKED_WITH_DATES,
    ),
)

CALENDAR = Calendar(
    view=View(
        summary="See when a car is taken, for at most 366 days",
        takes=CalendarArgs,
        gives=AvailabilitySchema,
        example=examples.AVAILABILITY,
        refusals=("window_reversed", "range_too_long"),
    ),
    window=window,
    present=calendar,
)
