import { EventEmitter, PassThrough } from "node:stream";
import type { ReadStream } from "node:tty";

/** A terminal's input that is typed at by a test. */
export interface FakeInput {
	readonly stream: ReadStream;
	readonly type: (keys: string) => void;
	/** Whether keys arrive one by one, unshown. */
	readonly isRaw: () => boolean;
	/** Who listens for data. */
	readonly listeners: () => number;
}

export function fakeInput(): FakeInput {
	const stream = new PassThrough();
	let raw = false;
	const terminal = Object.assign(stream, {
		setRawMode: (isRaw: boolean) => {
			raw = isRaw;
			return terminal;
		},
	}) as unknown as ReadStream;
	return {
		stream: terminal,
		type: (keys) => stream.write(keys),
		isRaw: () => raw,
		listeners: () => EventEmitter.listenerCount(stream, "data"),
	};
}
