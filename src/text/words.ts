// Sentences made of names and other texts.

/** `A`, `A and B`, `A, B and 5 more`. `self` becomes `itself`. */
export function listed(names: readonly string[], self = ""): string {
	const shown = names.map((name) => (name === self ? "itself" : name));
	if (shown.length <= 1) return shown[0] ?? "";
	if (shown.length <= 4) return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
	return `${shown.slice(0, 3).join(", ")} and ${shown.length - 3} more`;
}

/** Names of tasks, of which several may be the same: `Fast and 3 tasks named request`. */
export function tasksListed(names: readonly string[]): string {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return listed(Array.from(counts, ([name, count]) => (count === 1 ? name : `${count} tasks named ${name}`)));
}

/** With a full stop at its end. Labels keep their own first letters, so none is changed. */
export function withFullStop(text: string): string {
	return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** `a, b, and c` */
export function enumerated(parts: readonly string[]): string {
	if (parts.length <= 1) return parts[0] ?? "";
	if (parts.length === 2) return `${parts[0]} and ${parts[1]}`;
	return `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}`;
}

/** With a capital letter and a full stop. */
export function sentence(text: string): string {
	return withFullStop(text.slice(0, 1).toUpperCase() + text.slice(1));
}

/** `first_result` for `firstResult`; `between` stands before what was a capital letter. */
export function snakeCase(name: string, between = "_"): string {
	return name.replaceAll(/[A-Z]/g, (letter) => between + letter.toLowerCase());
}
