import { lstatSync } from "node:fs";
import { join } from "node:path";
import { commandText } from "../../text/paragraphs.ts";
import type { Context } from "../context.ts";
import { displayOf } from "../display.ts";
import { EXIT, type ExitCode, UsageError } from "../errors.ts";
import { packageFile } from "../files.ts";
import { quoted } from "../option-values.ts";
import type { NewOptions } from "../options.ts";
import { withFaults } from "../system-fault.ts";
import { writeWhole } from "../write-whole.ts";

/** The name that stands in the programs of this package. */
const PLACEHOLDER = "my-program";
const LONGEST = 60;

/** Modules that asyncio itself imports: a script of such a name would be imported in their place. */
const OF_PYTHON = new Set(
	(
		"abc array ast asyncio base64 binascii bisect code codecs collections concurrent contextlib contextvars copy copyreg " +
		"dataclasses datetime decimal dis email encodings enum errno fcntl functools gc genericpath glob hashlib heapq html http " +
		"importlib inspect io ipaddress itertools json keyword linecache locale logging math numbers opcode operator os pathlib " +
		"pickle platform posixpath queue random re reprlib secrets select selectors shutil signal site socket sqlite3 ssl stat " +
		"statistics string struct subprocess sys tempfile test textwrap threading time token tokenize traceback types typing " +
		"unittest urllib uuid warnings weakref zipfile zipimport"
	).split(" "),
);

/** Writes a small program into the current folder, to begin with. */
export async function newProgram(name: string, options: NewOptions, context: Context): Promise<ExitCode> {
	const isPython = options.python === true;
	rejectName(name, isPython);
	const file = isPython ? `${name}.py` : `${name}.mjs`;
	const path = join(context.cwd, file);
	const isThere = withFaults(`can't write ${file}`, "use another folder", () =>
		lstatSync(path, { throwIfNoEntry: false }),
	);
	if (isThere !== undefined) throw new UsageError(`${file} is there already; choose another name`);
	const program = packageFile(`src/cli/new/program.${isPython ? "py" : "mjs"}`);
	writeWhole(path, [program.replaceAll(PLACEHOLDER, name)]);
	const display = await displayOf(options, context);
	const shown = isPython ? file : `./${file}`;
	const commands: [string, string][] = [[`run ${shown}`, "draw what happens"]];
	if (!isPython) commands.push([`run ${shown} --set seconds=3`, "with another number"]);
	commands.push([`step ${shown}`, "step through it"]);
	const widest = commands.reduce((most, [command]) => Math.max(most, command.length), 0);
	const text = commands.map(([command, remark]) =>
		commandText(`async-lessons ${command.padEnd(widest)}`, remark, display),
	);
	context.out.write(`  ${file} is written.\n\n${text.join("")}`);
	return EXIT.asExpected;
}

function rejectName(name: string, isPython: boolean): void {
	const wanted = "new wants a name of letters, digits, - and _ that begins with a letter, as my-program";
	const [, stem = name, ending] = /^(.*?)(\.\w+)?$/.exec(name) ?? [];
	if (/[\\/]/.test(name))
		throw new UsageError(`${wanted}, not ${quoted(name)}: it is written in this folder`);
	if (ending !== undefined && isName(stem)) {
		const language = ending === ".py" ? " --python" : "";
		throw new UsageError(`new wants a name without an ending: "async-lessons new ${stem}${language}"`);
	}
	if (!isName(name)) throw new UsageError(`${wanted}, not ${quoted(name)}`);
	if (name.length > LONGEST)
		throw new UsageError(`new wants a name of up to ${LONGEST} characters, not ${name.length}`);
	if (isPython && OF_PYTHON.has(name)) {
		throw new UsageError(
			`${name} is a module of Python, and would hide it; "async-lessons new my-${name} --python"`,
		);
	}
}

function isName(text: string): boolean {
	return /^[a-z][a-z0-9_-]*$/i.test(text);
}
