/** `A`, `A and B`, `A, B and 5 more`. `self` is told as `itself`. */
export function listed(names: readonly string[], self = ""): string {
	const shown = names.map((name) => (name === self ? "itself" : name));
	if (shown.length <= 1) return shown[0] ?? "";
	if (shown.length <= 4) return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
	return `${shown.slice(0, 3).join(", ")} and ${shown.length - 3} more`;
}
