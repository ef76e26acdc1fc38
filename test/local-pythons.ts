import { inject } from "vitest";
import type { Python } from "./find-pythons.ts";

/** One CPython of this machine of each version from 3.`least` on, the newest first. Perhaps none. */
export function localPythons(least = 12): readonly Python[] {
	return inject("pythons").filter(({ minor }) => minor >= least);
}
