export { endOfBody, endOfTask } from "./endings.ts";
export { History } from "./history.ts";
export { buildTimeline } from "./lanes/build-timeline.ts";
export { parseLaneChoice } from "./lanes/lane-choice.ts";
export type { Line } from "./lines.ts";
export type { Moment, ResourceView } from "./moment.ts";
export { neverEnds, type Outcome } from "./outcome.ts";
export type { Ready } from "./ready-queue.ts";
export type { Group, Limit, Request, Span, StandIn } from "./records.ts";
export type { Reader } from "./replay.ts";
export type { ResourceWait } from "./resource.ts";
export type { LiveState, Task, TaskState } from "./task.ts";
export { stateOf } from "./tasks.ts";
export type {
	ActorLane,
	End,
	Lane,
	LaneChoice,
	Level,
	Life,
	Link,
	Note,
	ResourceLane,
	Segment,
	State,
	Statistics,
	Strip,
	Timeline,
	TimelineOptions,
	Window,
} from "./timeline.ts";
export { World } from "./world.ts";
