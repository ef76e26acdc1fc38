export { count, duration } from "./figures.ts";
export { buildTimeline } from "./fold/build-timeline.ts";
export { parseLaneChoice } from "./lane-choice.ts";
export type { Paint, Role } from "./paint.ts";
export { describeMoment } from "./prose/describe-moment.ts";
export { describeRun } from "./prose/describe-run.ts";
export {
	renderClosing,
	renderFrame,
	renderHeading,
	renderLines,
	renderPalette,
	renderRun,
	renderVariant,
} from "./render.ts";
export { renderSvg } from "./svg/render-svg.ts";
export { wrapped } from "./text-width.ts";
export type { ThemeName } from "./theme/chalk-paint.ts";
export type {
	ActorLane,
	Lane,
	LaneChoice,
	State,
	TimelineOptions,
} from "./timeline.ts";
export type { DemoFacts, RunView, VariantView, ViewOptions } from "./view.ts";
