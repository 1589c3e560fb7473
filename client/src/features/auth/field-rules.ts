// What the forms ask of an address and a password, before the server does.

// Catches slips only; whether an address exists is the server's to find out.
export const EMAIL = /^\S+@\S+\.\S+$/;

// The server's own lower bound; said here so that nobody has to be refused to learn it.
export const SHORTEST_PASSWORD = 12;
