"""What only admins may do: give keys to partners and take them back."""
