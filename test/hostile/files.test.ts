import { execFileSync } from "node:child_process";
import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outputPath } from "../../src/cli/files.ts";
import { SystemFault, systemSentence } from "../../src/cli/system-fault.ts";
import { writeWhole } from "../../src/cli/write-whole.ts";

let folder = "";

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "async-lessons-files-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is thrown. */
function faultOf(work: () => void): string {
	try {
		work();
	} catch (error) {
		if (error instanceof SystemFault) return error.message;
		throw error;
	}
	return "none";
}

describe("a file that is written", () => {
	it("has all texts, one after the other, and nothing is left beside it", () => {
		const path = join(folder, "new.txt");
		writeWhole(path, ["one\n", "", "zwei, 漢字\n"]);
		expect([readFileSync(path, "utf8"), readdirSync(folder)]).toEqual(["one\nzwei, 漢字\n", ["new.txt"]]);
	});

	it("may be larger than a text can be", () => {
		const path = join(folder, "large.txt");
		const part = "x".repeat(2 ** 22);
		writeWhole(
			path,
			(function* () {
				for (let time = 0; time < 130; time += 1) yield part;
			})(),
		);
		expect(statSync(path).size).toBe(130 * 2 ** 22);
	}, 60_000);

	it("keeps its permissions, and the link that leads to it", () => {
		const [file, link] = [join(folder, "file"), join(folder, "link")];
		writeFileSync(file, "old");
		chmodSync(file, 0o640);
		symlinkSync("file", link);
		writeWhole(link, ["new"]);
		expect([
			readFileSync(file, "utf8"),
			statSync(file).mode & 0o777,
			lstatSync(link).isSymbolicLink(),
		]).toEqual(["new", 0o640, true]);
	});

	it("is as it was where what is to be written fails in the middle", () => {
		const path = join(folder, "kept");
		writeFileSync(path, "old");
		expect(() =>
			writeWhole(
				path,
				(function* () {
					yield "x".repeat(2 ** 21);
					throw new RangeError("no more");
				})(),
			),
		).toThrow(new RangeError("no more"));
		expect([readFileSync(path, "utf8"), readdirSync(folder)]).toEqual(["old", ["kept"]]);
	});

	it("may have a name as long as names may be", () => {
		const path = join(folder, "n".repeat(255));
		writeWhole(path, ["text"]);
		expect(readFileSync(path, "utf8")).toBe("text");
	});
});

describe("a file that can't be written", () => {
	const cases: Readonly<Record<string, (path: (name: string) => string) => [path: string, message: RegExp]>> =
		{
			"on a full disk": () => ["/dev/full", /^can't write \/dev\/full: the disk is full; name another file$/],
			"at a link that leads nowhere": (path) => {
				symlinkSync("nowhere", path("link"));
				return [path("link"), /link: it is a link to a file that is not there; remove the link$/];
			},
			"at links in a circle": (path) => {
				symlinkSync("b", path("a"));
				symlinkSync("a", path("b"));
				return [path("a"), /a: its links lead in a circle; name another file$/];
			},
			"with too long a name": (path) => [
				path("n".repeat(256)),
				/n: its name is too long; name another file$/,
			],
			"in a folder that is not there": (path) => [
				path("no/file"),
				/file: there is no such file or folder; name another file$/,
			],
			"below a file": (path) => {
				writeFileSync(path("file"), "");
				return [path("file/x"), /x: a part of its path is no folder; name another file$/];
			},
			"in a pipe that nobody reads": (path) => {
				execFileSync("mkfifo", [path("pipe")]);
				return [path("pipe"), /pipe: nobody reads from it; name another file$/];
			},
			"in place of a folder": (path) => {
				mkdirSync(path("folder"));
				return [path("folder"), /folder: it is a folder; name another file$/];
			},
		};

	it.each(Object.keys(cases))("%s is one sentence with the way out, and nothing is left", (kind) => {
		const [path, message] = cases[kind]?.((name) => join(folder, name)) ?? ["", /never/];
		const before = readdirSync(folder);
		expect(faultOf(() => writeWhole(path, ["text"]))).toMatch(message);
		expect(readdirSync(folder)).toEqual(before);
	});

	it("is said before anything is run, where that is known then", () => {
		expect(faultOf(() => outputPath("--save", "n".repeat(256), folder))).toMatch(
			/^--save \S+: its name is too long; name another file$/,
		);
		expect(() => outputPath("--save", "no/file", folder)).toThrow("--save no/file: there is no such folder");
		expect(existsSync(join(folder, "no"))).toBe(false);
	});
});

describe("an error of the system", () => {
	it.each([
		["EACCES", "there is no permission for it"],
		["EAGAIN", "nobody takes what is written to it"],
		["EBUSY", "something else is using it"],
		["EDQUOT", "your share of the disk is used up"],
		["EEXIST", "something of that name is there already"],
		["EFBIG", "it is larger than files may be here (ulimit -f)"],
		["EIO", "the disk or the terminal does not answer"],
		["EISDIR", "it is a folder"],
		["ELOOP", "its links lead in a circle"],
		["EMFILE", "too many files are open"],
		["ENAMETOOLONG", "its name is too long"],
		["ENOENT", "there is no such file or folder"],
		["ENOSPC", "the disk is full"],
		["ENOTDIR", "a part of its path is no folder"],
		["ENXIO", "nobody reads from it"],
		["EPERM", "there is no permission for it"],
		["EPIPE", "nobody reads from it"],
		["EROFS", "its disk can't be written to"],
		["ERR_FS_EISDIR", "it is a folder"],
		["ERR_FS_FILE_TOO_LARGE", "it is too large"],
	])("%s is a sentence", (code, sentence) => {
		expect(systemSentence(Object.assign(new Error(), { code }))).toBe(sentence);
	});

	it("that nobody knows is told by its name, and what is none is no sentence", () => {
		expect(systemSentence(Object.assign(new Error(), { code: "EODD", syscall: "open" }))).toBe(
			"the system says EODD",
		);
		const others = [new Error("x"), Object.assign(new Error(), { code: "ERR_ODD" }), "EACCES", null];
		expect(others.map(systemSentence)).toEqual([null, null, null, null]);
	});
});
