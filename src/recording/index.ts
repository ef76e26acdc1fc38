// What a recording is, for those who read one: nothing here needs Node, and nothing runs or loads.

export {
	type CallbackKind,
	type CancelOrigin,
	type Cause,
	type DueTimer,
	type Ending,
	type ErrorText,
	type FutureId,
	type GroupId,
	type LimitId,
	NO_TASK,
	type Place,
	type RequestId,
	type ResourceId,
	type ResourceKind,
	type ResourceUse,
	type Seconds,
	type SpanId,
	type TaskId,
	type TasksWait,
	type Wait,
	type WorkId,
} from "../runtime/observer.ts";
export { firstOf } from "./bisect.ts";
export { errorSentence } from "./error-sentence.ts";
export type { End, Fact, FactKind, FactOf, Header } from "./facts.ts";
export { jsonText } from "./json.ts";
export { placeText } from "./place-text.ts";
export { plainFact } from "./plain-fact.ts";
export { plainValue } from "./plain-value.ts";
export type { Facts, Recording } from "./recording.ts";
export { RESOURCE_WAITS } from "./resource-waits.ts";
export { MICROSECOND, toMicroseconds } from "./round.ts";
export { calledIn, laneText, type Names, waitText } from "./words.ts";
