import type { Recording } from "../recording/recording.ts";
import type { Seconds } from "../runtime/events.ts";
import type { LaneChoice, Timeline, TimelineOptions } from "./timeline.ts";
import type { FrameOptions, RunView, VariantView, ViewOptions } from "./view.ts";

export type { Paint, Role } from "./paint.ts";
export { unpainted } from "./paint.ts";
export type * from "./timeline.ts";
export type * from "./view.ts";

const later = (): never => {
	throw new Error("not written yet");
};

/** Folds a recording into lanes, marks and figures. Only the lanes chosen are built, so that a million tasks cost little more than reading their events. */
export const buildTimeline: (recording: Recording, options?: TimelineOptions) => Timeline = later;

/** Reads `40`, `all`, `failed` or `slowest:5`; null for anything else. */
export const parseLaneChoice: (text: string) => LaneChoice | null = later;

/** The whole view of a run: heading, the chart of every variant on one axis, legend, comparison, why, next. Ends with a line feed, as all of these do. */
export const renderRun: (view: RunView, options: ViewOptions) => string = later;

/** The parts of {@link renderRun}, in its order, for whoever prints them one by one. */
export const renderHeading: (view: RunView, options: ViewOptions) => string = later;
/** One variant's chart with its notes and reports, on the axis that all variants of the view share. @throws {RangeError} if there is no such variant. */
export const renderVariant: (view: RunView, index: number, options: ViewOptions) => string = later;
/** Legend, comparison bars, why, next. */
export const renderClosing: (view: RunView, options: ViewOptions) => string = later;

/** The lines that the program printed, each with its virtual time and task. `after` and `upTo` (seconds) pick those with after < at <= upTo. */
export const renderLines: (
	recording: Recording,
	options: ViewOptions & { readonly after?: Seconds | undefined; readonly upTo?: Seconds | undefined },
) => string = later;

/** The same in sentences, for a screen reader: order, times, who waited for whom, how it ended, the comparison. */
export const describeRun: (view: RunView, options: ViewOptions) => string = later;

/** The same picture as {@link renderRun} as one SVG document, with colours for light and dark backgrounds. */
export const renderSvg: (view: RunView, options: ViewOptions) => string = later;

/** The chart of one variant as it stands at the time `at`, as lines without line feeds, never more than `rows` of them. */
export const renderFrame: (view: RunView, index: number, at: Seconds, options: FrameOptions) => string[] =
	later;

/** What runs or waits at `at`, in one short phrase: `API-1, API-2 wait for a timer`. For a spinner. */
export const describeMoment: (variant: VariantView, at: Seconds) => string = later;

/** Every character and colour of the charts with its meaning, for `palette`. */
export const renderPalette: (options: ViewOptions) => string = later;

export type ThemeName = "ansi" | "okabe-ito";

/** Paints with an instance of chalk, whose level says how many colours there are. Themes: the terminal's own 16 colours, or Okabe and Ito's in 256 or true colour. */
export const chalkPaint: (chalk: import("chalk").ChalkInstance, theme: ThemeName) => Paint = later;
type Paint = import("./paint.ts").Paint;
