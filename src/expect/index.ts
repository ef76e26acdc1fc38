// What a program's tests may expect of its runs.

export type { FindingKind } from "../findings/finding.ts";
export type { Outcome } from "../history/outcome.ts";
export type { Bounds } from "./bounds.ts";
export {
	ExpectationError,
	expectRun,
	type HappeningExpectation,
	type LevelExpectation,
	RunExpectations,
	type SilenceExpectation,
	type WindowExpectation,
} from "./expect-run.ts";
export type { Failure } from "./failure.ts";
export type { Happening, When } from "./order.ts";
export type { Who } from "./who.ts";
