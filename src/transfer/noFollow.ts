import { constants } from "node:fs";

/**
 * The flag for `open` that refuses a symbolic link, so that a planted one cannot make us write elsewhere.
 * Windows has none (there `lstat` has to be asked), although the types say otherwise.
 */
export const noFollow: number = "O_NOFOLLOW" in constants ? constants.O_NOFOLLOW : 0;
