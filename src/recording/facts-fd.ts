/** The file descriptor that a child process tells its facts on. */
export const FACTS_FD = 3;
