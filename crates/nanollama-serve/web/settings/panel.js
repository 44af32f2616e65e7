// The settings as a sheet: system prompt and sampler. Ranges and meanings are table.js's.

import { make } from '../dom.js';
import { openDialog } from '../chat/dialog.js';
import { SETTINGS, linesOf, numberOf, textOfLines } from './table.js';

/**
 * `values` are kept settings; `conversation` is the one that is open; `model` the server's; `changed()` is told when
 * something of the conversation has changed. Gives the dialog.
 */
export function openSettings({ values, conversation, model, changed }) {
  const defaults = model?.meta.defaults ?? null;
  const known = SETTINGS.filter(({ name }) => defaults === null || name in defaults);
  const sampler = make('div', { class: 'sampler' }, ...known.map((setting) => row(setting, values, defaults, model)));
  const reset = make('button', { type: 'button', onclick: () => {
    values.reset();
    sampler.replaceChildren(...known.map((setting) => row(setting, values, defaults, model)));
  } }, 'All back to the server\'s');
  const chat = model?.chat !== false;
  return openDialog({ title: 'Settings', kind: 'side', content: [
    ...(chat ? [systemPrompt(values, conversation, changed)] : [make('p', {}, 'This model completes text. It knows no conversations, so there is no system prompt.')]),
    make('h3', {}, 'How tokens are chosen'),
    make('p', {}, 'What you do not set is the server\'s. These hold for all conversations in this browser.'),
    sampler, reset,
  ] });
}

function systemPrompt(values, { record }, changed) {
  const box = make('textarea', { rows: '4', id: 'system', placeholder: 'None', oninput: () => {
    record.system = box.value;
    if (always.checked) values.system = box.value;
    changed();
  } });
  box.value = record.system;
  const always = make('input', { type: 'checkbox', checked: values.system !== '' && values.system === record.system, onchange: () => {
    values.system = always.checked ? box.value : '';
  } });
  return make('section', {}, make('label', { for: 'system' }, 'System prompt of this conversation'), box,
    make('label', { class: 'check' }, always, 'New conversations begin with it, too'));
}

/** One setting: a slider with its number, or a box for lines. */
function row(setting, values, defaults, model) {
  const { name, label, help, kind } = setting;
  const problem = make('small', { class: 'problem', id: `problem-${name}`, role: 'alert' });
  const attempt = (set) => {
    try {
      set();
      problem.textContent = '';
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  const common = { id: `set-${name}`, 'aria-describedby': `help-${name} problem-${name}` };
  const standard = defaults?.[name];
  let inputs;
  if (kind === 'lines') {
    const box = make('textarea', { ...common, rows: '2', oninput: () => attempt(() => values.set(name, linesOf(setting, box.value))) });
    show = () => {
      box.value = textOfLines(values.get(name) ?? []);
      };
    inputs = [box];
  } else {
    // No answer is longer than the context.
    const max = name === 'max_tokens' && model?.context ? model.context : setting.max;
    const ranged = { ...setting, max };
    const take = (text) => attempt(() => values.set(name, text.trim() === '' ? undefined : numberOf(ranged, text)));
    const number = make('input', { ...common, type: 'text', inputmode: kind === 'whole' ? 'numeric' : 'decimal', autocomplete: 'off', placeholder: standard ?? (name === 'seed' ? 'random' : 'server\'s'), oninput: () => {
      take(number.value);
      if (problem.textContent === '') slide(values.get(name) ?? standard ?? setting.min);
    } });
    const slider = setting.plain ? null : make('input', { type: 'range', min: setting.min, max, step: setting.step, 'aria-label': label, tabindex: '-1', oninput: () => {
      number.value = slider.value;
      take(slider.value);
    } });
    const slide = (value) => {
      if (slider) slider.value = value;
    };
    show = () => {
      number.value = values.get(name) ?? '';
      slide(values.get(name) ?? standard ?? setting.min);
      problem.textContent = '';
      };
    inputs = [slider, number];
  }
  return make('div', { class: `setting ${kind}` },
    make('label', { for: `set-${name}` }, label), make('div', { class: 'inputs' }, ...inputs),
    make('small', { id: `help-${name}` }, help), problem);
}
