import { type Diagnosis, type Events, NO_TASK, type TraceEvent } from "../runtime/index.ts";
import type { SourcePlaces } from "./source-places.ts";

/** The same events with their places in the sources, looked up when an event is read. */
export class PlacedEvents implements Events {
	readonly #events: Events;
	readonly #places: SourcePlaces;

	constructor(events: Events, places: SourcePlaces) {
		this.#events = events;
		this.#places = places;
	}

	get length(): number {
		return this.#events.length;
	}

	at(index: number): TraceEvent | undefined {
		const event = this.#events.at(index);
		return event && placed(event, this.#places);
	}

	[Symbol.iterator](): Iterator<TraceEvent> {
		const events = this.#events[Symbol.iterator]();
		return {
			next: () => {
				const next = events.next();
				return next.done === true ? next : { done: false, value: placed(next.value, this.#places) };
			},
		};
	}
}

function placed(event: TraceEvent, places: SourcePlaces): TraceEvent {
	if (event.kind === "diagnosed") {
		return { ...event, diagnosis: placedDiagnosis(event.diagnosis, places) };
	}
	if (!("place" in event) || event.place === undefined) {
		return event;
	}
	const { place, ...rest } = event;
	// The place where main was made is ours, not the program's.
	return rest.kind === "task-created" && rest.by === NO_TASK ? rest : { ...rest, place: places(place) };
}

/** The same diagnosis with its places in the sources. */
export function placedDiagnosis(diagnosis: Diagnosis, places: SourcePlaces): Diagnosis {
	const place = diagnosis.place && places(diagnosis.place);
	const waiting = diagnosis.waiting?.map((one) => ({ ...one, at: one.at && places(one.at) }));
	return waiting === undefined ? { ...diagnosis, place } : { ...diagnosis, place, waiting };
}
