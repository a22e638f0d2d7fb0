/** PostgreSQL channel on which a committed event's id is announced. */
export const eventChannel = "gateway_events";
