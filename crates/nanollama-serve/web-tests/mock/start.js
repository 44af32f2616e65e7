// The mock by hand: `npm run mock`, then open the address. PORT, KEY, BASE=1 and RATE set it up.

import { startMock } from './server.js';
import { madeRun } from './runs.js';

const { PORT = '8090', KEY, BASE, RATE = '60' } = process.env;
const runs = [madeRun({ name: 'town' }), madeRun({ name: 'town-chat', stage: 'sft', steps: 600, seed: 2, done: 100, seconds: 0.5 })];
const { url } = await startMock({ port: Number(PORT), key: KEY ?? null, chat: !BASE, rate: Number(RATE), runs });
console.log(`${url}${KEY ? `#key=${KEY}` : ''}`);
