// Errors of the system in words.

/** The system refused: a full disk, no permission. One line on stderr, exit code 1. */
export class SystemFault extends Error {
	override readonly name = "SystemFault";
}

const SENTENCES: Readonly<Record<string, string>> = {
	EACCES: "there is no permission for it",
	EAGAIN: "nobody takes what is written to it",
	EBUSY: "something else is using it",
	EDQUOT: "your share of the disk is used up",
	EEXIST: "something of that name is there already",
	EFBIG: "it is larger than files may be here (ulimit -f)",
	EIO: "the disk or the terminal does not answer",
	EISDIR: "it is a folder",
	ELOOP: "its links lead in a circle",
	EMFILE: "too many files are open",
	ENAMETOOLONG: "its name is too long",
	ENOENT: "there is no such file or folder",
	ENOSPC: "the disk is full",
	ENOTDIR: "a part of its path is no folder",
	ENXIO: "nobody reads from it",
	EPERM: "there is no permission for it",
	EPIPE: "nobody reads from it",
	EROFS: "its disk can't be written to",
	ERR_FS_EISDIR: "it is a folder",
	ERR_FS_FILE_TOO_LARGE: "it is too large",
};

/** What an error of the system means; null if it is none. */
export function systemSentence(error: unknown): string | null {
	if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
	const isOfSystem = "syscall" in error || Object.hasOwn(SENTENCES, error.code);
	return isOfSystem ? (SENTENCES[error.code] ?? `the system says ${error.code}`) : null;
}

/** What `work` answers; an error of the system becomes a fault that begins with `what`. */
export function withFaults<T>(what: string, wayOut: string, work: () => T): T {
	try {
		return work();
	} catch (error) {
		const sentence = systemSentence(error);
		throw sentence === null ? error : new SystemFault(`${what}: ${sentence}; ${wayOut}`, { cause: error });
	}
}
