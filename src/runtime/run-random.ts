import { getRunningLoop } from "./current.ts";

/** The running loop's own seeded numbers. Python: the module random @throws {RuntimeError} if no loop runs */
export const random = {
	/** A number from 0 to 1, 1 not included. Python: random.random */
	random(): number {
		return getRunningLoop().random.random();
	},
	/** A number from `a` to `b`. Python: random.uniform */
	uniform(a: number, b: number): number {
		return getRunningLoop().random.uniform(a, b);
	},
	/** A whole number from `a` to `b`, both included. Python: random.randint */
	randint(a: number, b: number): number {
		return getRunningLoop().random.randint(a, b);
	},
};
