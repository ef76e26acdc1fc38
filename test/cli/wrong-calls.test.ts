import { describe, expect, it } from "vitest";
import { runCommandLine } from "../../src/cli/command-line.ts";
import { asyncLessons } from "./async-lessons.ts";
import { fakeContext } from "./fake-context.ts";

const SHOWS_ALL = '"async-lessons list" shows all';
const HELP = '"async-lessons --help" shows what there is';
const RUN_HELP = '"async-lessons run --help" shows what there is';

describe("a wrong call", () => {
	it.each<[string, string]>([
		["run gathr", `no demo called gathr; did you mean gather? ${SHOWS_ALL}`],
		["run fetch gathr", `no demo called gathr; did you mean gather? ${SHOWS_ALL}`],
		["run quiet", `no demo called quiet; ${SHOWS_ALL}`],
		["run", 'run wants the name of a demo, or --all; "async-lessons list" shows the names'],
		["run gather --all", "run takes names or --all, not both"],
		["run gather --set delay=abc", "--set delay wants a number, not abc"],
		["run gather --set delay=", '--set delay wants a number, not ""'],
		["run gather --set delay", "--set wants NAME=VALUE, not delay"],
		["run gather --set nope=1", "gather has no parameter called nope; it has urls, delay"],
		[
			"run gather --set dely=1",
			"gather has no parameter called dely; did you mean delay?; it has urls, delay",
		],
		["run gather --set delay=0", "delay is a number from 0.1 to 60 s, not 0"],
		["run gather --set urls=1.5", "urls is a whole number from 1 to 1000, not 1.5"],
		["run gather --set delay=1e999", "--set delay wants a number, not 1e999"],
		["run gather --set delay=0x10", "--set delay wants a number, not 0x10"],
		[
			"run fetch gather --set nope=1",
			"none of these demos has a parameter called nope; they have api1, api2, api3, urls, delay",
		],
		["run gather --seed x", "--seed wants a whole number from 0 to 4294967295, not x"],
		["run gather --seed -1", "--seed wants a whole number from 0 to 4294967295, not -1"],
		["run gather --seed 1.5", "--seed wants a whole number from 0 to 4294967295, not 1.5"],
		["run gather --width 0", "--width wants a whole number from 20 to 1000, not 0"],
		["run gather --width wide", "--width wants a whole number from 20 to 1000, not wide"],
		["run gather --live --predict", "run takes --live or --predict, not both"],
		["run gather --json --predict", "run takes --json or --predict, not both"],
		["run gather --json --describe", "run takes --json or --describe, not both"],
		["run gather fetch --html a.html", "--html takes one demo at a time"],
		["list gathr", `no demo called gathr; did you mean gather? ${SHOWS_ALL}`],
		["list my.py", 'list takes a demo, not my.py; "async-lessons run my.py" shows its runs'],
		["run gather --lanes x", "--lanes wants a number, all, failed, or slowest:NUMBER, not x"],
		[
			"run gather --lines 0",
			"--lines wants a whole number from 1 to 100000, or all, not 0; --no-lines shows none",
		],
		["run my.py --raw --lines 5", "run takes --raw or --lines, not both: what is printed comes out as it is"],
		["run gather --from -1", "--from wants seconds, 0 or more, not -1"],
		["run gather --from 3 --to 2", "--from 3 must be before --to 2"],
		["run gather --live=0", "--live wants a speed above 0 and up to 1000, not 0"],
		["run gather --live gathr", `no demo called gathr; did you mean gather? ${SHOWS_ALL}`],
		["run gather --theme ansy", "no theme called ansy; did you mean ansi?; there is ansi, okabe-ito"],
		[
			"run gather --variant sequentail",
			"gather has no variant called sequentail; did you mean sequential?; it has sequential, concurrent",
		],
		[
			"run fetch hello --variant batch",
			"none of these demos has a variant called batch; they have sequential, concurrent",
		],
		[
			"run fetch cancel --variant left-alone",
			"fetch has none of these variants; it has sequential, concurrent",
		],
		["run gather --sede 3", "unknown option '--sede'; did you mean --seed?"],
		["run gather --colour", "unknown option '--colour'; did you mean --color?"],
		["run gather --quick", `unknown option '--quick'; ${RUN_HELP}`],
		["run gather --seed", `option '--seed <number>' argument missing; ${RUN_HELP}`],
		[
			"run --source gather",
			"--source wants typescript or python, not gather; without either it comes after the names",
		],
		["run gather --json --source", "run takes --json or --source, not both"],
		["run ./no-such-demo.js", "no file ./no-such-demo.js"],
		["run no-such-script.py", "no file no-such-script.py"],
		["run gather --raw", "--raw is for a Python script, and none is named"],
		["run gather --python python3", "--python is for a Python script, and none is named"],
		[
			"run my.py --set n=1",
			"a Python script has no parameters for --set; what stands after -- are its arguments",
		],
		["run my.py --live 2", "a Python script runs by the wall clock as it is: --live takes no speed for it"],
		[
			"run my.py --json --raw",
			"run takes --json or --raw, not both: stdout would hold what the script prints, too",
		],
		["show my.py --both", "--both is for demos: my.py is shown as it is"],
		["my.py", `unknown command 'my.py'; did you mean "async-lessons run my.py"?`],
		["run ./test", "./test is a folder; name the module in it"],
		[
			"run ./README.md --live",
			"./README.md is neither a module (.js, .mjs, .ts) nor a recording (.json, .jsonl), by its name",
		],
		["run ./nowhere.md --live", "no file ./nowhere.md"],
		["compare ./package.json --live", "./package.json is JSON; only run shows saved runs, again"],
		["compare gather --sweep urls=1..9 --live", "compare takes one of --sweep, --seeds and --live"],
		["compare gather --sweep urls=1..9:101", "--sweep wants 2 to 100 steps, not 101"],
		["compare gather --sweep urls=1..9:2.5", "--sweep wants 2 to 100 steps, not 2.5"],
		[
			"list saved.jsonl",
			'list takes a demo, not saved.jsonl; "async-lessons run saved.jsonl" shows its runs',
		],
		...["--variant a", "--set urls=1", "--seed 1", "--until 1"].map((option): [string, string] => [
			`run package.json ${option}`,
			"a saved run is shown as it was: --variant, --set, --seed and --until can't change it",
		]),
		["run gather --until -1", "--until wants seconds, 0 or more, not -1"],
		["run gather --width 1001", "--width wants a whole number from 20 to 1000, not 1001"],
		["run gather --seed 4294967296", "--seed wants a whole number from 0 to 4294967295, not 4294967296"],
		["run gather --live 1001", "--live wants a speed above 0 and up to 1000, not 1001"],
		["run gather --set =1", "--set wants NAME=VALUE, not =1"],
		["run gather --lanes slowest:", '--lanes wants a number, all, failed, or slowest:NUMBER, not "slowest:"'],
		["lesson --python --typescript", "lesson takes --python or --typescript, not both"],
		["show gather --both --diff", "show takes one of --python, --typescript, --both and --diff"],
		...["--python", "--typescript", "--diff"].map((option): [string, string] => [
			`show ./mine.mjs ${option}`,
			`${option} is for demos: ./mine.mjs is shown as it is`,
		]),
		["exercise new", "exercise new wants one name, as two-ovens"],
		["exercise new one two", "exercise new wants one name, as two-ovens"],
		["exercise new test", "test is there already; take another name"],
		["exercise verify", "exercise verify wants the folder of an exercise, or its name"],
		["exercise verify ./README.md", "./README.md is no folder; name the one with exercise.mjs in it"],
		["exercise verify ./test", './test has no exercise.mjs; "async-lessons exercise new NAME" writes one'],
		["exercise ovens --exercise ovens", "--exercise is for exercise check"],
		["exercise ovens --watch --json", "--watch and --json don't go together; take one"],
		["run gathr ./no-such-demo.js", `no demo called gathr; did you mean gather? ${SHOWS_ALL}`],
		["show", `missing required argument 'demo'; "async-lessons show --help" shows what there is`],
		["show gathr", `no demo called gathr; did you mean gather? ${SHOWS_ALL}`],
		["show gather --python --both", "show takes one of --python, --typescript, --both and --diff"],
		[
			"list gather fetch",
			`too many arguments for 'list'. Expected 1 argument but got 2; "async-lessons list --help" shows what there is`,
		],
		["gather", `unknown command 'gather'; did you mean "async-lessons run gather"?`],
		["lst", "unknown command 'lst'; did you mean list?"],
		["dance", `unknown command 'dance'; ${HELP}`],
		["help lst", "no command called lst; did you mean list?"],
		["--quiet", `unknown option '--quiet'; ${HELP}`],
	])("%s: one line, exit code 2, and nothing is run", async (line, message) => {
		expect(await asyncLessons(line.split(" "))).toEqual({ code: 2, out: "", error: `error: ${message}\n` });
	});

	it("names a file that the system refuses, whichever process hears of that", async () => {
		const refused = "error: can't read ./README.md/x: a part of its path is no folder; name another file\n";
		for (const args of [["./README.md/x"], ["./README.md/x", "--live"]])
			expect(await asyncLessons(["run", ...args])).toEqual({ code: 1, out: "", error: refused });
	});

	it("shows where the system refused it, with --debug", async () => {
		const { code, error } = await asyncLessons(["run", "./README.md/x", "--debug"]);
		expect([code, error]).toEqual([
			1,
			expect.stringMatching(/^BrokenModule: can't read \.\/README\.md\/x: .*\n {4}at /),
		]);
	});

	it("is told as our fault, where it is", async () => {
		const { written, ...context } = fakeContext();
		const write = () => {
			throw new TypeError("no\nmore");
		};
		const said = [];
		for (const args of [["list"], ["list", "--debug"]]) {
			written.error = "";
			said.push([await runCommandLine(args, { ...context, out: { ...context.out, write } }), written.error]);
		}
		expect(said).toEqual([
			[1, "error: this is a fault of async-lessons: TypeError: no more; --debug shows where\n"],
			[1, expect.stringMatching(/^TypeError: no\nmore\n {4}at .*wrong-calls/)],
		]);
	});

	it("shows the stack with --debug", async () => {
		const { code, out, error } = await asyncLessons(["run", "gathr", "--debug"]);
		expect({ code, out }).toEqual({ code: 2, out: "" });
		expect(error).toMatch(/^UsageError: no demo called gathr; .*\n {4}at /);
	});
});
