// What the forms ask of an address, before the server does.

// Catches slips only; whether an address exists is the server's to find out.
export const EMAIL = /^\S+@\S+\.\S+$/;
