// A file that somebody edits.

import { type FSWatcher, unwatchFile, watch, watchFile } from "node:fs";
import { basename, dirname } from "node:path";

/** Editors write in several steps: so long, in milliseconds, nothing may happen before the file counts as saved. */
const SETTLED = 15;
/** How often it is looked at where the system does not tell of changes, as on some network drives. */
const LOOKS = 200;

/** Tells when a file may have been saved. Its folder is watched: many editors put a new file in the place of the old one. */
export class SavedFile {
	readonly #path: string;
	readonly #tell: () => void;
	#watcher: FSWatcher | null = null;
	#timer: NodeJS.Timeout | undefined;

	constructor(path: string, tell: () => void) {
		this.#path = path;
		this.#tell = tell;
		try {
			this.#watcher = watch(dirname(path), (_event, file) => {
				if (file === null || file === basename(path)) this.#settle();
			});
			this.#watcher.on("error", () => this.#look());
		} catch {
			this.#look();
		}
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#watcher?.close();
		unwatchFile(this.#path);
	}

	#look(): void {
		this.#watcher?.close();
		this.#watcher = null;
		watchFile(this.#path, { interval: LOOKS }, () => this.#settle());
	}

	#settle(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(this.#tell, SETTLED);
	}
}
