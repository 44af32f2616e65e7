// Keys that work wherever the focus is.

/** `actions`: `fresh`, `search`, `settings`, `escape` (says whether it did something), `type`. */
export function keys(actions) {
  document.addEventListener('keydown', (event) => {
    const control = event.ctrlKey || event.metaKey;
    const inDialog = document.querySelector('dialog[open]') !== null;
    if (inDialog || event.isComposing) return;
    if ((control && event.shiftKey && event.code === 'KeyN') || (event.altKey && !control && event.code === 'KeyN')) actions.fresh();
    else if (control && !event.shiftKey && event.code === 'KeyK') actions.search();
    else if (control && event.key === ',') actions.settings();
    else if (event.key === 'Escape') {
      if (!actions.escape()) return;
    } else {
      // Whoever just types means the message box.
      const free = event.target === document.body || event.target.id === 'scroller';
      if (free && event.key.length === 1 && event.key !== ' ' && !control && !event.altKey) actions.type();
      return;
    }
    event.preventDefault();
  });
}
