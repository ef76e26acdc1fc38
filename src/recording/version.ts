/** The version of this package, which recordings name. */
export const VERSION = "0.2.0";
