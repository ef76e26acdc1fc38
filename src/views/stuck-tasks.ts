// What stuck tasks wait for, in words that the chart and the prose share.

import type { StuckTask } from "../recording/recording.ts";
import { counted } from "../text/figures.ts";

export interface StuckText {
	readonly task: string;
	readonly text: string;
	readonly at: string | null;
}

/** `waits for lock "pen", held by bob itself` */
export function stuckTasks(waiting: readonly StuckTask[]): StuckText[] {
	return waiting.map((one) => ({
		task: one.task,
		text: `waits for ${bare(one.for)}${holders(one)}`,
		at: one.at,
	}));
}

/** `two tasks wait, none can run, and no timer is set` */
export function deadlockText(tasks: number): string {
	return `${counted(tasks, "task")} ${tasks === 1 ? "waits" : "wait"}, none can run, and no timer is set`;
}

/** A wait for tasks names them already. */
function holders({ task, for: what, heldBy }: StuckTask): string {
	if (heldBy.length === 0 || /^(task|gather|wait|taskGroup|shield|asCompleted|waitFor) /.test(what))
		return "";
	const names = heldBy.slice(0, 3).map((holder) => (holder === task ? `${holder} itself` : holder));
	const more = heldBy.length > 3 ? ` and ${heldBy.length - 3} more` : "";
	return `, held by ${names.join(", ")}${more}`;
}

/** `lock "pen"` as `lock pen`, `lock "limiter.lock"` as `limiter.lock`: in a picture, quotes are noise. */
function bare(what: string): string {
	const [, kind = "", name = "", rest = ""] = /^(\w+) "(.*)"(.*)$/.exec(what) ?? [];
	if (name === "") return what;
	return name.includes(kind) ? name + rest : `${kind} ${name}${rest}`;
}
