import type { Coroutine } from "../runtime/kernel/coroutine.ts";
import type { Body } from "../runtime/kernel/frame.ts";
import type { Header } from "./facts.ts";

/** What can be recorded: one program with its numbers. */
export interface Program {
	readonly name: string;
	/** Which of several programs of that name. */
	readonly variant: string;
	readonly parameters: Readonly<Record<string, number>>;
	/** Makes the coroutine that is run. Called afresh for each run. */
	readonly main: () => Coroutine<unknown> | Body<unknown>;
	/** What it promises of a run with this seed. Absent: nothing. */
	readonly promise?: (seed: number) => NonNullable<Header["promise"]>;
	/** The folder that places are told from; absent: the one that the process was started in. */
	readonly folder?: string;
}
