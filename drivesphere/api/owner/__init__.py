"""What owners may do: their listings, calendars, bookings and earnings."""
