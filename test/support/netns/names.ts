/** Names of the small world that only its edge can resolve. */
export const platformName = "api.platform.test";
export const linkName = "files.platform.test";
