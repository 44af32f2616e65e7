// Dialogs and short notices. The browser's own <dialog> keeps the focus inside and gives it back.

import { byId, iconButton, make } from '../dom.js';

/** How long a notice stays, in milliseconds; longer where it can be acted on. */
const STAYS = 4000;
const STAYS_WITH_ACTION = 9000;

/** Opens a dialog. `kind`: `center`, or `side` for a sheet along the right. Gives the element; `close()` ends it. */
export function openDialog({ title, kind = 'center', content, onclose = () => {} }) {
  const heading = make('h2', { id: `dialog-${Math.random().toString(36).slice(2)}` }, title);
  const dialog = make('dialog', { class: kind, 'aria-labelledby': heading.id },
    make('div', { class: 'dialog-head' }, heading, iconButton('close', 'Close', () => dialog.close())),
    make('div', { class: 'dialog-body' }, ...content));
  dialog.addEventListener('close', () => {
    dialog.remove();
    onclose();
  });
  // A press beside the dialog closes it; one that began inside does not.
  let began = null;
  dialog.addEventListener('pointerdown', (event) => {
    began = event.target;
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog && began === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks for one line; null when the user would rather not. */
export function askLine({ title, text = '', label, type = 'text', value = '', ok = 'OK' }) {
  return new Promise((resolve) => {
    let answer = null;
    const input = make('input', { type, value, 'aria-label': label, autocomplete: type === 'password' ? 'current-password' : 'off', spellcheck: 'false', autofocus: true });
    const form = make('form', { class: 'ask', onsubmit: (event) => {
      event.preventDefault();
      if (input.value.trim() === '') return;
      answer = input.value.trim();
      dialog.close();
    } }, text === '' ? null : make('p', {}, text), input, make('button', { type: 'submit', class: 'main' }, ok));
    const dialog = openDialog({ title, content: [form], onclose: () => resolve(answer) });
    input.select();
  });
}

/** Says something at the edge of the page, with a button where there is something to do about it. */
export function toast(text, { label, action } = {}) {
  const notice = make('div', { class: 'toast' }, make('span', {}, text));
  if (action) {
    notice.append(make('button', { type: 'button', onclick: () => {
      notice.remove();
      action();
    } }, label));
  }
  byId('toasts').append(notice);
  setTimeout(() => notice.remove(), action ? STAYS_WITH_ACTION : STAYS);
}

/** Text to the clipboard; on plain http from another machine the browser's old way. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = make('textarea', { class: 'unseen', readonly: true, 'aria-hidden': 'true' });
    area.value = text;
    const focused = document.activeElement;
    (document.querySelector('dialog[open]') ?? document.body).append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    focused?.focus();
    return done;
  }
}

/** Gives the user a file. */
export function saveFile(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  make('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Asks for a file; its text, or null. */
export function openFile() {
  return new Promise((resolve, reject) => {
    const input = make('input', { type: 'file', accept: 'application/json,.json' });
    input.addEventListener('change', () => {
      const [file] = input.files;
      if (file) file.text().then(resolve, reject);
      else resolve(null);
    });
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
