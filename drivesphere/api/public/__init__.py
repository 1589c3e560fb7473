"""What everybody may ask: cars, places, accounts, health, the client's files, and the payment service's reports."""
