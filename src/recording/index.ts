export { parameterProblem } from "./parameters.ts";
export type { RecordOptions } from "./plan.ts";
export { promisedOutcome } from "./promise.ts";
export { readRecording } from "./read-recording.ts";
export { record } from "./record.ts";
export { type LiveRun, type RecordLiveOptions, recordLive } from "./record-live.ts";
export type { Line, Outcome, Recording, StuckTask } from "./recording.ts";
export { RecordingError } from "./recording-error.ts";
export { plainRecording, writeRecording } from "./write-recording.ts";
