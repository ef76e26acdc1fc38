// Which Python runs a script: what was asked for, a local one, the one that comes with the package.

import { join } from "node:path";

/** How a local Python is started. */
export interface LocalPython {
	readonly command: string;
	/** Before all other arguments. */
	readonly args: readonly string[];
}

/** The name of the Python that comes with the package, where a local one could be named. */
export const EMBEDDED = "embedded";

/** The oldest that the tracer knows. */
export const OLDEST_PYTHON = [3, 11] as const;

/** Where a local Python may be, the likeliest first: the active virtual environment, then what the PATH has. */
export function localPythons(
	env: Readonly<Record<string, string | undefined>>,
	platform: string,
): LocalPython[] {
	const isWindows = platform === "win32";
	const environment = env.VIRTUAL_ENV ?? env.CONDA_PREFIX;
	const active = environment ? [inEnvironment(environment, env.VIRTUAL_ENV !== undefined, isWindows)] : [];
	const launcher = isWindows ? [{ command: "py", args: ["-3"] }] : [];
	return [...active, { command: "python3", args: [] }, { command: "python", args: [] }, ...launcher];
}

function inEnvironment(folder: string, isVirtual: boolean, isWindows: boolean): LocalPython {
	if (!isWindows) return { command: join(folder, "bin", "python"), args: [] };
	return {
		command: isVirtual ? join(folder, "Scripts", "python.exe") : join(folder, "python.exe"),
		args: [],
	};
}

/** Whether it can run the tracer. */
export function isNewEnough([major = 0, minor = 0]: readonly number[]): boolean {
	const [leastMajor, leastMinor] = OLDEST_PYTHON;
	return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
