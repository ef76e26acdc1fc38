// The roles of texts, which a theme gives colours to.

/** `name`: of a task. `heading`: bold. `faint`: axis, dots, remarks. `bad`: what went wrong. `now`: the moment that is looked at. `good`: what decides, the way out. */
export type Role =
	| "plain"
	| "heading"
	| "faint"
	| "name"
	| "good"
	| "bad"
	| "now"
	| "running"
	| "ready"
	| "waiting"
	| "blocked"
	| "awaiting"
	| "cleaning-up"
	| "cancelled"
	| "failed";

/** Colours a text for its role; its width stays. */
export type Paint = (role: Role, text: string) => string;

/** No colour at all. */
export const unpainted: Paint = (_role, text) => text;
