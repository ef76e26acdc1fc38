import { defineConfig } from "vitest/config";
import { StartersFirst } from "./test/starters-first.ts";

export default defineConfig({
	test: {
		include: ["test/**/*.test.ts"],
		globalSetup: ["test/build-once.ts", "test/pythons-once.ts"],
		// By default one core is left to the watcher, which on a machine of two is half of it.
		maxWorkers: "100%",
		// Test files of a process share the modules that it has loaded: to load them for each file takes as long as the tests.
		isolate: false,
		sequence: { shuffle: { tests: true }, sequencer: StartersFirst },
		expect: { requireAssertions: true },
		// Against tests that hang: a machine may be slow, and nothing is concluded from that.
		testTimeout: 30_000,
		// Type tests are compiled with all that they import; errors elsewhere are for `npm run types` to report.
		typecheck: {
			ignoreSourceErrors: true,
			enabled: true,
			include: ["test/**/*.test-d.ts"],
			tsconfig: "tsconfig.json",
		},
	},
});
