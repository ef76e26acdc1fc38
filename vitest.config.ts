import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { StartersFirst } from "./test/starters-first.ts";

export default defineConfig({
	test: {
		include: ["test/**/*.test.ts"],
		globalSetup: ["test/build-once.ts", "test/pythons-once.ts"],
		// More test files at a time leave no core idle while tests wait for processes, and take longer all the same.
		maxWorkers: availableParallelism(),
		// Test files of a process share the modules that it has loaded: to load them for each file takes as long as the tests.
		isolate: false,
		sequence: { shuffle: { tests: true }, sequencer: StartersFirst },
		expect: { requireAssertions: true },
		// Against tests that hang: a machine may be slow, and nothing is concluded from that.
		testTimeout: 30_000,
	},
});
