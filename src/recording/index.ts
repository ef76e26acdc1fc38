export type { RecordOptions } from "./plan.ts";
export { readRecording } from "./read-recording.ts";
export { record } from "./record.ts";
export { type LiveRun, type RecordLiveOptions, recordLive } from "./record-live.ts";
export type { Line, Outcome, Recording, StuckTask } from "./recording.ts";
export { RecordingError } from "./recording-error.ts";
export { writeRecording } from "./write-recording.ts";
