// The one place where files are written: whole, or not at all.

import {
	closeSync,
	constants,
	fchmodSync,
	fsyncSync,
	lstatSync,
	openSync,
	realpathSync,
	renameSync,
	rmSync,
	type Stats,
	statSync,
	writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { SystemFault, withFaults } from "./system-fault.ts";

/** So much is collected before it is written. */
const PIECE = 1 << 20;

/**
 * Writes the texts, one after the other, into the file at `path`. They are written beside it, and take its place when all of them are
 * on the disk: whatever happens, the file is whole, old or new. A link stays one; what is no file, as a pipe, is written to as it is.
 * @throws {SystemFault} if the system refuses
 */
export function writeWhole(path: string, texts: Iterable<string>): void {
	withFaults(`can't write ${path}`, "name another file", () => {
		const there = statSync(path, { throwIfNoEntry: false });
		if (there !== undefined && !there.isFile()) writeStraight(path, texts);
		else writeBeside(targetOf(path, there), there, texts);
	});
}

/** Where the file itself lies. A link that leads nowhere is refused: nobody knows whether it is to lead there. */
function targetOf(path: string, there: Stats | undefined): string {
	const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
	if (isLink && there === undefined)
		throw new SystemFault(`can't write ${path}: it is a link to a file that is not there; remove the link`);
	return isLink ? realpathSync(path) : path;
}

function writeBeside(path: string, there: Stats | undefined, texts: Iterable<string>): void {
	// A file that can't be written to is not to be replaced either.
	if (there !== undefined) closeSync(openSync(path, constants.O_WRONLY));
	const beside = join(dirname(path), besideName(basename(path)));
	// Its own, and not a link that somebody has laid there.
	const file = openSync(beside, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o666);
	try {
		try {
			if (there !== undefined) fchmodSync(file, there.mode & 0o777);
			writeAll(file, texts);
			fsyncSync(file);
		} finally {
			closeSync(file);
		}
		renameSync(beside, path);
	} catch (error) {
		rmSync(beside, { force: true });
		throw error;
	}
}

/** Hidden, and never longer than a name may be, if that of the file is not. */
function besideName(name: string): string {
	const own = `${process.pid.toString(36)}${Math.trunc(performance.now() * 1000).toString(36)}`;
	return `.${Buffer.from(name)
		.subarray(0, 200)
		.toString("latin1")
		.replaceAll(/[^\w.-]/g, "_")}.${own}.tmp`;
}

function writeStraight(path: string, texts: Iterable<string>): void {
	// Without this a pipe that nobody reads would keep us for ever.
	const probe = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
	try {
		const file = openSync(path, constants.O_WRONLY);
		try {
			writeAll(file, texts);
		} finally {
			closeSync(file);
		}
	} finally {
		closeSync(probe);
	}
}

function writeAll(file: number, texts: Iterable<string>): void {
	let piece = "";
	for (const text of texts) {
		piece += text;
		if (piece.length < PIECE) continue;
		writePiece(file, piece);
		piece = "";
	}
	writePiece(file, piece);
}

/** The system may take a part only, as where the disk is nearly full. */
function writePiece(file: number, text: string): void {
	let rest = Buffer.from(text);
	while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
}
