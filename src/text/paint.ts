// What a piece of text is, so that a theme may colour it.

/** `name`: of a task. `heading`: bold. `faint`: axis, dots, what stands back. `bad`: what went wrong. `good`: what decides, the way out. */
export type Role =
	| "plain"
	| "heading"
	| "faint"
	| "name"
	| "good"
	| "bad"
	| "running"
	| "ready"
	| "waiting"
	| "blocked"
	| "awaiting"
	| "cleaning-up"
	| "cancelled"
	| "failed";

/** Dresses a text for its role; changes nothing of its width. */
export type Paint = (role: Role, text: string) => string;

/** No colour at all. */
export const unpainted: Paint = (_role, text) => text;
