/** The first field of a written recording. */
export const RECORDING_FORMAT = "async-lessons/recording";

/** The version of the format that this program writes, and the only one that it reads. */
export const RECORDING_VERSION = 1;
