// The words for waits are the runtime's, which needs them for its errors; here they are handed on.

export { calledIn, laneText, type Names, waitText } from "../runtime/kernel/wait-words.ts";
