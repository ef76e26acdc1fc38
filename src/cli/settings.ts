// What somebody has chosen once, for all calls after it.

import type { Environment } from "./context.ts";
import type { Language } from "./source/program.ts";
import { StateFile } from "./state-file.ts";

const FILE = "settings.json";

/** The language in which programs are shown. */
export function keptLanguage(env: Environment): Language {
	return new StateFile(FILE, env).read().language === "python" ? "python" : "typescript";
}

/** Keeps the language; where nothing can be kept, the next call shows TypeScript. */
export function keepLanguage(language: Language, env: Environment): void {
	const file = new StateFile(FILE, env);
	file.write({ ...file.read(), language });
}
