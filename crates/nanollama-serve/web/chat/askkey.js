// Asks the user for the server's key.

import { make } from '../dom.js';
import { lineForm, openDialog } from './dialog.js';

// `refused`: the server did not take the one before. Gives null when the user would rather not.
export function askForKey(refused) {
	return new Promise((resolve) => {
		let given = null;
		const dialog = openDialog({ title: 'Key', onclose: () => resolve(given), content: [
			make('p', {}, `${refused ? 'The server refused the key. ' : ''}This server asks for its key, which is kept until you close the browser.`),
			lineForm({ label: 'Key', type: 'password', ok: 'Go on', take: (key) => {
				given = key;
				dialog.close();
			} }),
		] });
	});
}
