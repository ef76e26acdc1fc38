/** A top-level declaration of a demo's file. */
export interface Part {
	readonly name: string;
	readonly text: string;
}

const START = /^(?:export )?(?:async )?(?:const|class|type|interface|function\*?) (\w+)/;

/** The declarations of a source text, each with the comment above it. */
export function partsOf(source: string): Part[] {
	const parts: Part[] = [];
	for (const block of source.split(/\n{2,}(?=\S)/)) {
		const line = block.split("\n").find((one) => START.test(one)) ?? "";
		const [, name] = START.exec(line) ?? [];
		if (name !== undefined) {
			parts.push({ name, text: block.trimEnd() });
		}
	}
	return parts;
}

/** The declarations that one of them needs, itself included, in the order of the source. */
export function neededBy(name: string, parts: readonly Part[]): Part[] {
	const needed = new Set<string>();
	const left = [name];
	for (let next = left.pop(); next !== undefined; next = left.pop()) {
		const part = parts.find((one) => one.name === next);
		if (part !== undefined && !needed.has(part.name)) {
			needed.add(part.name);
			const words = new Set(part.text.match(/\w+/g));
			left.push(...parts.map((one) => one.name).filter((other) => words.has(other)));
		}
	}
	return parts.filter((part) => needed.has(part.name));
}
