"""What a signed-in client may do: hold, pay, look at and cancel own bookings."""
