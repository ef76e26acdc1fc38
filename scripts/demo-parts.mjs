// Finds in the sources of the demos what `show` needs of them: the program without imports, parameters and texts, and for each
// variant the declarations that it is made of. Written to dist/cli/demo-parts.json, so that nothing is parsed at run time.
import { readdirSync, readFileSync } from "node:fs";
import { parseAst } from "rolldown/parseAst";

/** The parts of all demos, by the name of the demo. */
export function demoParts(folder) {
	const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
	const found = files.map((file) => partsOf(readFileSync(new URL(file, folder), "utf8")));
	return Object.fromEntries(found.filter((parts) => parts !== null));
}

/** The name of the demo in a source, and its parts; null if there is no demo in it. */
function partsOf(source) {
	const { body } = parseAst(source, { lang: "ts" });
	const declarations = declarationsIn(body, source);
	const demo = body.map(demoIn).find((found) => found !== undefined);
	if (demo === undefined) return null;
	const needed = (node) => neededBy(node, declarations);
	const variants = propertyOf(demo, "variants").elements.map((variant) => [
		propertyOf(variant, "name").value,
		needed(propertyOf(variant, "main")),
	]);
	// After the Python counterpart stand the demo itself, and helpers of its promises.
	const end = declarations.findIndex(({ name }) => name === propertyOf(demo, "python").name);
	const places = declarations.map((_, place) => place);
	const program = places.filter((place) => place < end && !isOfParameters(declarations[place].node, demo));
	const used = new Set([program, ...variants.map(([, needed]) => needed)].flat());
	const parts = {
		declarations: Object.fromEntries(
			[...used].map((place) => {
				const { name, line, text } = declarations[place];
				return [place, { name, line, text }];
			}),
		),
		program,
		variants: Object.fromEntries(variants),
	};
	return [propertyOf(demo, "name").value, parts];
}

/** The top-level declarations of a source, each with the comment above it, and the line on which that begins. */
function declarationsIn(body, source) {
	let end = 0;
	return body.flatMap((statement) => {
		const start = source.length - source.slice(end).trimStart().length;
		const line = source.slice(0, start).split("\n").length;
		const text = source.slice(start, statement.end);
		end = statement.end;
		if (statement.type === "ImportDeclaration") return [];
		const node = statement.declaration ?? statement;
		const [declared = node] = node.declarations ?? [];
		return [{ name: declared.id.name, line, text, node }];
	});
}

/** Whether a declaration is that of the parameters, or of the type of their values. */
function isOfParameters(node, demo) {
	const { name } = propertyOf(demo, "parameters");
	if (node.type === "TSTypeAliasDeclaration") return namesIn(node.typeAnnotation).has(name);
	return node.declarations?.[0].id.name === name;
}

/** The object that a declaration gives to `defineDemo`. */
function demoIn(node) {
	const [declared] = (node.declaration ?? node).declarations ?? [];
	const call = declared?.init;
	return call?.type === "CallExpression" && call.callee.name === "defineDemo" ? call.arguments[0] : undefined;
}

function propertyOf(object, name) {
	return object.properties.find(({ key }) => key.name === name)?.value;
}

/** The places of the declarations that a node needs, and of those that they need, in the order of the source. */
function neededBy(node, declarations) {
	const needed = new Set();
	const left = [...namesIn(node)];
	for (let name = left.pop(); name !== undefined; name = left.pop()) {
		const place = declarations.findIndex((one) => one.name === name);
		if (place < 0 || needed.has(place)) continue;
		needed.add(place);
		left.push(...namesIn(declarations[place].node));
	}
	return [...needed].sort((a, b) => a - b);
}

/** All names that a node mentions, but those of properties. */
function namesIn(node, names = new Set()) {
	if (typeof node !== "object" || node === null) return names;
	if (node.type === "Identifier") names.add(node.name);
	for (const [key, child] of Object.entries(node)) {
		const isPropertyName =
			(key === "property" || key === "key") && !node.computed && !(key === "key" && node.shorthand);
		if (!isPropertyName) namesIn(child, names);
	}
	return names;
}
