// The key of a server that asks for one: taken from the address's fragment, kept as long as the browser's session.

import { keep, recall } from './session.js';

const NAME = 'nanollama.key';

export const key = () => recall(NAME);

export const keepKey = (value) => keep(NAME, value);

// Takes `#key=…` out of the address, so that it is not bookmarked. True when there was one.
export function takeKey() {
	const found = /^#(?:.*&)?key=([^&]+)/.exec(location.hash);
	if (!found) return false;
	let value = found[1];
	try {
		value = decodeURIComponent(value);
	} catch {
		// It holds a bare percent sign, and is meant as it stands.
	}
	keepKey(value);
	history.replaceState(history.state, '', location.pathname + location.search);
	return true;
}
