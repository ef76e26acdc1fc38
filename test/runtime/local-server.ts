import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A real server on this machine, which answers when the test says so. */
export class LocalServer {
	/** Paths of the requests, in the order of their coming. */
	readonly asked: string[] = [];
	/** Paths of the requests that were given up before they were answered. */
	readonly givenUp: string[] = [];
	readonly #server: Server;
	readonly #waiting = new Map<string, () => void>();
	readonly #held = new Map<string, ServerResponse>();

	private constructor() {
		this.#server = createServer((request, response) => this.#take(request, response));
	}

	static async start(): Promise<LocalServer> {
		const server = new LocalServer();
		await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
		return server;
	}

	url(path: string): string {
		const { port } = this.#server.address() as AddressInfo;
		return `http://127.0.0.1:${port}${path}`;
	}

	/** Resolves when `path` was asked for. */
	arrival(path: string): Promise<void> {
		if (this.asked.includes(path)) return Promise.resolve();
		return new Promise((resolve) => this.#waiting.set(`asked ${path}`, resolve));
	}

	/** Resolves when the request for `path` was given up. */
	departure(path: string): Promise<void> {
		if (this.givenUp.includes(path)) return Promise.resolve();
		return new Promise((resolve) => this.#waiting.set(`given up ${path}`, resolve));
	}

	/** Answers the request for `path`. */
	answer(path: string, text: string): void {
		this.#held.get(path)?.end(text);
	}

	async stop(): Promise<void> {
		const closed = new Promise((resolve) => this.#server.close(resolve));
		this.#server.closeAllConnections();
		await closed;
	}

	#take({ url = "" }: IncomingMessage, response: ServerResponse): void {
		this.#held.set(url, response);
		this.asked.push(url);
		response.on("close", () => {
			if (response.writableEnded) return;
			this.givenUp.push(url);
			this.#waiting.get(`given up ${url}`)?.();
		});
		this.#waiting.get(`asked ${url}`)?.();
	}
}
