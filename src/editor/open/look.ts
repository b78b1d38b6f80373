/** The second argument of `open` when a row is clicked: a look, and not yet the wish to keep the file open. */
export const look = "look";
