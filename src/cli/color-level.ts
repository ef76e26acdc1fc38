import { WriteStream } from "node:tty";
import type { Environment } from "./context.ts";

/** How many colours may be used: none, 16, 256, or all. The numbers are chalk's. */
export type ColorLevel = 0 | 1 | 2 | 3;

export interface ColorWish {
	/** `--color` or `--no-color`; undefined where neither was given. */
	readonly flag: boolean | undefined;
	readonly env: Environment;
	readonly isTerminal: boolean;
}

/** The flag decides; without it FORCE_COLOR, then NO_COLOR, then TERM=dumb, then whether it is a terminal. */
export function colorLevel({ flag, env, isTerminal }: ColorWish): ColorLevel {
	if (flag !== undefined) {
		return flag ? terminalLevel(env) : 0;
	}
	if (env.FORCE_COLOR !== undefined) {
		return forcedLevel(env.FORCE_COLOR, env);
	}
	const without = Boolean(env.NO_COLOR) || env.TERM === "dumb" || !isTerminal;
	return without ? 0 : terminalLevel(env);
}

/** As Node and chalk read it: `0` and `false` turn colour off, `2` and `3` say how many, the rest turns it on. */
function forcedLevel(force: string, env: Environment): ColorLevel {
	switch (force) {
		case "0":
		case "false":
			return 0;
		case "1":
			return 1;
		case "2":
			return 2;
		case "3":
			return 3;
		default:
			return terminalLevel(env);
	}
}

/** What the terminal can show by its own account, at least 16 colours. */
function terminalLevel(env: Environment): ColorLevel {
	const { FORCE_COLOR, NO_COLOR, NODE_DISABLE_COLORS, ...own } = env;
	const bits = WriteStream.prototype.getColorDepth(own);
	return bits === 24 ? 3 : bits === 8 ? 2 : 1;
}
