// The constants of a given part, while it is run: nothing can change them, by whatever name it reaches them.

import type { Language } from "./exercise.ts";
import { cut } from "./given-part.ts";

/** A constant has a name in capitals. */
const CONSTANT: Readonly<Record<Language, RegExp>> = {
	python: /^([A-Z][A-Z0-9_]*) *(?::[^=]+)?=(?!=)/,
	javascript: /^(?:export +)?(?:const|let|var) +([A-Z][A-Z0-9_]*) *=/,
};

/** Why a program fails that changes one. */
export const GIVEN_STAYS = "what is given can't be changed: change a copy";

/** What JavaScript says then, and does not say why. */
export const FROZEN =
	/\bCannot (?:add property|assign to read only|define property|delete property|add\/remove sealed)/;

/** Lists and dicts that refuse to be changed; copies of them are as usual. */
const PYTHON = `
def refuse(*_, **__):
    raise TypeError("${GIVEN_STAYS}")


def kept(kind, operators, names):
    changes = [f"__{operator}__" for operator in operators.split()] + names.split()
    methods = dict.fromkeys(changes, refuse)
    methods["__reduce_ex__"] = lambda self, _: (kind, (kind(self),))
    return type(kind.__name__, (kind,), methods)


List = kept(list, "setitem delitem iadd imul", "append clear extend insert pop remove reverse sort")
Dict = kept(dict, "setitem delitem ior", "clear pop popitem setdefault update")


def keep(one):
    if type(one) is list:
        return List(map(keep, one))
    if type(one) is dict:
        return Dict((key, keep(each)) for key, each in one.items())
    return tuple(map(keep, one)) if type(one) is tuple else one


for name in names:
    given[name] = keep(given[name])
`;

/** Arrays and plain objects, and what is in them. */
const JAVASCRIPT =
	"(function keep(one) { if ((Array.isArray(one) || one?.constructor === Object) && !Object.isFrozen(one)) Object.values(Object.freeze(one)).forEach(keep); })";

/** A line of a program that keeps what has these names. */
const KEEPING: Readonly<Record<Language, (names: readonly string[]) => string>> = {
	python: (names) =>
		`exec(${JSON.stringify(PYTHON)}, {"given": globals(), "names": ${JSON.stringify(names)}})`,
	// The line before may end without a semicolon.
	javascript: (names) => `;${JAVASCRIPT}([${names.join(", ")}]);`,
};

/** The program in which the constants of the given part can't be changed. Places stay true: it is the line of the mark that does it. */
export function withConstants(text: string, language: Language): string {
	const program = cut(text);
	if (program === null) return text;
	const [first = [], ...others] = program.own;
	const lines = others.flatMap(([mark = "", ...own], part) => {
		const given = program.given[part] ?? [];
		const names = given.flatMap((line) => CONSTANT[language].exec(line)?.[1] ?? []);
		return [...given, names.length === 0 ? mark : KEEPING[language](names), ...own];
	});
	return [...first, ...lines].join("\n");
}
