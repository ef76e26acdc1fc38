import { record } from "../../recording/record.ts";
import type { Recording } from "../../recording/recording.ts";
import { DEFAULT_SEED } from "../../runtime/index.ts";
import { renderVariant, type ViewOptions } from "../../timeline/index.ts";
import { findDemo } from "../find-demo.ts";
import type { Job } from "../jobs.ts";
import { viewOf } from "../run-jobs.ts";
import type { CourseQuestion } from "./question.ts";

/** The run that answers a question. */
export interface Evidence {
	readonly run: Recording;
	readonly job: Job;
}

/** Runs what answers the question. */
export function evidenceOf({ demo: name, variant, parameters = {} }: CourseQuestion): Evidence {
	const demo = findDemo(name);
	const variants = demo.variants.filter((one) => one.name === variant);
	const job = { demo, variants, parameters, seed: DEFAULT_SEED };
	return { run: record(demo, variant, { parameters, places: true }), job };
}

/** The picture of the run, and what its signs mean. */
export function evidenceChart({ run, job }: Evidence, look: ViewOptions): string {
	return renderVariant(viewOf(job, [run], {}), 0, look);
}

/** What somebody types to see the run for themselves. */
export function commandOf({ demo, variant, parameters = {} }: CourseQuestion): string {
	const settings = Object.entries(parameters).map(([name, value]) => ` --set ${name}=${value}`);
	return `async-lessons run ${demo} --variant ${variant}${settings.join("")}`;
}
