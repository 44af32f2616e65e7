// Keys that work wherever the focus is.

// `actions`: `fresh`, `search`, `settings`, `escape` (says whether it did something), `type`.
export function keys({ fresh, search, settings, escape, type }) {
  document.addEventListener('keydown', (event) => {
    const { code, key, altKey, shiftKey, target } = event;
    const control = event.ctrlKey || event.metaKey;
    if (document.querySelector('dialog[open]') || event.isComposing) return;
    if (code === 'KeyN' && ((control && shiftKey) || (altKey && !control))) fresh();
    else if (code === 'KeyK' && control && !shiftKey) search();
    else if (key === ',' && control) settings();
    else if (key !== 'Escape' || !escape()) {
      // Whoever just types means the message box.
      if ([document.body, document.getElementById('scroller')].includes(target) && key.length === 1 && key !== ' ' && !control && !altKey) type();
      return;
    }
    event.preventDefault();
  });
}
