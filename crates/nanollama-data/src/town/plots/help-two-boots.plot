title the wrong boots
cast a: shoemaker
cast b: child
cast c: farmer
cast d: doctor
thing x: boots*, shoes*
word work: hammered and stitched, cut and sewed, nailed and glued, stitched and polished

beat start
3: {a.intro} (sat|worked) late by the lamp and {work} until two pairs of {x.noun} were mended
3: On (Monday|Friday) evening {a.intro} put the last nail into a heel, and two pairs of {x.noun} were ready
1: I am the shoemaker of our town. One evening I {work} until two pairs of {x.noun} were mended
1: In my workshop it smells of leather and wax. One evening I mended two pairs of {x.noun} there
beat start
One pair was for {c.intro}, and the other was for {d.intro}
{c.name} the farmer was waiting for one pair and {d.name} the doctor for the other
beat and
{a} wrapped both pairs in brown paper and tied them up with (string|twine)
{a} rubbed them with wax, brushed them and wrapped them in paper
{a} polished them until they shone and put each pair into a box
beat but
the two (parcels|pairs) looked the same
from the outside, there was no way to tell them apart
nobody had written a name on them
beat start
In the morning {b.intro} (came to carry them out|offered to take them round) for a (penny|bun|shiny button)
After breakfast {b.intro} set out with both pairs for a (penny|bun|gingerbread heart)
The next day {b.intro} took one under each arm and carried them to the two doors
beat but
{b} mixed them up on the way
{b} was humming a song and gave each pair to the wrong person
{b} stopped to watch a (puppet show|snail race|brass band) and no longer knew which was which
beat start
Before noon, {c.name} limped in at the door
The clock had not struck ten when {c.name} hobbled into the shop
An hour later, the door flew open and in came {c.name}
beat say c to a
{a.name}, what have you done to my feet? I cannot get my toes in!
These {x.noun} (pinch|squeeze) me like crabs, {a.name}! I cannot walk behind a plough in them!
Look at me, {a.name}! I walk like a duck on hot stones. Did you make them smaller?
beat maybe start
Even the cows had laughed, or so it seemed
A hen had followed all the way from the farm and clucked
beat start
A minute later, {d.name} came in with big, slow steps
Right behind came {d.name}, who had to hold on to the wall
Then came {d.name}, and every step went flip and flop
beat say d to a
And mine are as big as boats, {a.name}! I lost one in the (street|mud) on the way to a sick child
I walked right out of mine on the stairs, {a.name}. A family of mice could live in there!
{a.name}, these are so wide that I nearly fell down the stairs
beat maybe so
{a} looked from one pair of feet to the other and began to (grin|laugh)
{a} put down the hammer, looked at all four feet and smiled
{a} measured four feet with a tape and understood everything
beat say a
You have each other's {x.noun}! Please sit down and swap
Aha! Nothing is wrong with my work, only with the delivery. Swap, please!
There is nothing wrong with the {x.noun}. They are only on the wrong feet!
beat so
{c.name} and {d.name} swapped, stood up and wiggled all their toes
{c.name} and {d.name} traded {x.noun} and walked up and down the shop
{c.name} and {d.name} sat down on the bench, pulled off their {x.noun} and made the exchange
beat maybe and
(now everything fitted|now both pairs fitted) like a glove
all at once both pairs were soft and comfortable
then nothing pinched and nothing slipped any more
beat start
Then {b.name} looked in at the door, turned red and said sorry
Then {b.name} came in slowly with a red face
In the doorway stood {b.name} and did not dare to come in
{b.name} had heard it all from the window and felt (awful|ashamed)
beat maybe start
@sad b
beat say a to b
It was my mistake too, {b.name}. I should have written a name on each
Do not worry, {b.name}. From now on, every pair will have a name
It can happen to anyone, {b.name}. A name on the sole would have helped
beat start
From then on, {a} wrote the name under the heel with chalk
(From that day on|After that day), there was a label with a name on every pair in the workshop
beat maybe and
{c.name} and {d.name} have been (good|the best of) friends ever since

ask why
? Why could {c.name} not walk well
? Why did the {x.noun} not fit {c.name}
! {c.name} had got the wrong {x.noun}
! {c.name} was wearing the doctor's {x.noun}
ask who b
? Who carried the {x.noun} to the two doors
? Who mixed up the two pairs
! It was {b.name}
! {b.name} did
ask who d
? Who came in with {x.noun} that were too wide
? Who got {x.noun} that were too big
! {d.name} the doctor did
! It was {d.name}
ask what
? What did {c.name} and {d.name} do in the end
? How did {c.name} and {d.name} get the right {x.noun}
! They swapped the {x.noun}
! {c.name} and {d.name} changed {x.noun} with each other
