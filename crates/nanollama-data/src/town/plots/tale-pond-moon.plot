title the shining thing in the pond
thing b: fox, hedgehog, hare, badger, otter, beaver, squirrel, weasel, stork, goose, pig, calf, crow
thing c: fox, hedgehog, hare, badger, otter, beaver, squirrel, weasel, stork, goose, pig, calf, crow
thing d: fox, hedgehog, hare, badger, otter, beaver, squirrel, weasel, stork, goose, pig, calf, crow
thing e: fox, hedgehog, hare, badger, otter, beaver, squirrel, weasel, stork, goose, pig, calf, crow
thing o: owl, heron, raven; old, wise, grey
word m1: a cheese, a silver coin, a plate, a pancake, a lamp, an egg, a mirror, a drum, a snowball, a pearl, a soap bubble, a bun, a dish of milk
word m2: a cheese, a silver coin, a plate, a pancake, a lamp, an egg, a mirror, a drum, a snowball, a pearl, a soap bubble, a bun, a dish of milk
word m3: a cheese, a silver coin, a plate, a pancake, a lamp, an egg, a mirror, a drum, a snowball, a pearl, a soap bubble, a bun, a dish of milk
word m4: a cheese, a silver coin, a plate, a pancake, a lamp, an egg, a mirror, a drum, a snowball, a pearl, a soap bubble, a bun, a dish of milk
word t1: with a fishing rod, with a long stick, with a butterfly net, with a bucket, with a rope, with a rake, with a spoon, with a basket, with an umbrella, with a straw hat, with a ladder
word t2: with a fishing rod, with a long stick, with a butterfly net, with a bucket, with a rope, with a rake, with a spoon, with a basket, with an umbrella, with a straw hat, with a ladder
word t3: with a fishing rod, with a long stick, with a butterfly net, with a bucket, with a rope, with a rake, with a spoon, with a basket, with an umbrella, with a straw hat, with a ladder
word t4: with a fishing rod, with a long stick, with a butterfly net, with a bucket, with a rope, with a rake, with a spoon, with a basket, with an umbrella, with a straw hat, with a ladder
word p: pond, lake, millpond, village pond

beat start
One clear night something round and white was shining in the {p}
It was a night without a breath of wind, and in the {p} lay something round and bright
When the wind went to bed, something pale and round swam in the middle of the {p}
beat start
Four animals (sat|stood) on the bank and could not agree what it was
Four animals had come to drink, and all of them stared at it
Four heads were bent over the water, and there were four opinions
beat mix start
{b} said that it was {m1} and tried to reach it {t1}
{b} was certain that it was {m1} and wanted to get it out {t1}
There was no doubt for {b} that it was {m1}, and {b.the} tried to land it {t1}
Because {b} took it for {m1}, {b.the} went after it {t1}
beat mix start
{c} believed that it was {m2} and poked about {t2}
{c} called it {m2} and tried to catch it {t2}
{c}, who had once seen {m2}, was sure that this was another, and fished for it {t2}
To {c} it looked like {m2}, and so {c.the} leaned over the water {t2}
beat mix start
{d} thought of {m3} and waded in {t3}
{d} would have sworn that it was {m3} and came running {t3}
{d} cried out that it was {m3} and jumped in {t3}
Nobody could tell {d} that it was not {m3}, and {d.the} set to work {t3}
beat mix start
{e} wanted it to be {m4} and bent down {t4}
{e} whispered that it must be {m4} and splashed about {t4}
{e} took one look, decided that it was {m4} and reached out {t4}
It seemed to {e} that it was {m4}, and {e.the} tried it {t4}
beat but
as soon as the water moved, the bright thing broke into a hundred pieces
the water broke into rings, and nothing was left but a thousand little sparks
all that splashing made a big wave, and the thing was gone
beat say b
Now look what you have done! It was whole until you came
It is broken, and all because of you
You have drowned it with all your splashing
beat so
they quarrelled until the reeds shook
nobody said a friendly word for a quarter of an hour
there was a great deal of hissing, grunting and stamping
beat then
{o} flew down and landed on a post
{o} looked down from a branch and shook its head
{o}, who had been watching from the willow, shook its feathers and flew down
beat say o
Sit still and count to fifty. Then look at the water, and after that look up
What you want cannot be fished for. Be quiet for a while and lift your heads
There is one for the water and one for the sky. Which of you has looked up?
beat start
The water grew smooth, the bright thing was whole again, and above the trees hung another one just like it
When it was quiet, the round thing came back, and high above them hung the moon
One by one they sat down, and when the last ripple was gone, there it was again, below them and above them
beat say e
It is the moon! And it was up there all the time
So it belongs to nobody, and there is enough for us all
How silly we were! It can be seen, but it cannot be had
beat maybe start
They stayed until it set, side by side, and did not say a word
From then on they met at the {p} whenever the moon was full

ask what m1
? What did {b.the} take it for
? What did {b.the} think it was
! {b.the} thought that it was {m1}
! {b.the} took it for {m1}
ask who b
? Who thought that it was {m1}
? Which animal took it for {m1}
! It was {b.the}
! {b.the} thought so
ask what t1
? How did {b.the} try to get it
? How did {b.the} want to get it out
! {b.the} tried it {t1}
ask who b
? Who tried it {t1}
? Who came to the water {t1}
! {b.the} did
! It was {b.the}
ask what m2
? What did {c.the} take it for
? What did {c.the} think it was
! {c.the} thought that it was {m2}
! {c.the} took it for {m2}
ask who c
? Who thought that it was {m2}
? Which animal took it for {m2}
! It was {c.the}
! {c.the} thought so
ask what t2
? How did {c.the} try to get it
? How did {c.the} want to get it out
! {c.the} tried it {t2}
ask who c
? Who tried it {t2}
? Who came to the water {t2}
! {c.the} did
! It was {c.the}
ask what m3
? What did {d.the} take it for
? What did {d.the} think it was
! {d.the} thought that it was {m3}
! {d.the} took it for {m3}
ask who d
? Who thought that it was {m3}
? Which animal took it for {m3}
! It was {d.the}
! {d.the} thought so
ask what t3
? How did {d.the} try to get it
? How did {d.the} want to get it out
! {d.the} tried it {t3}
ask who d
? Who tried it {t3}
? Who came to the water {t3}
! {d.the} did
! It was {d.the}
ask what m4
? What did {e.the} take it for
? What did {e.the} think it was
! {e.the} thought that it was {m4}
! {e.the} took it for {m4}
ask who e
? Who thought that it was {m4}
? Which animal took it for {m4}
! It was {e.the}
! {e.the} thought so
ask what t4
? How did {e.the} try to get it
? How did {e.the} want to get it out
! {e.the} tried it {t4}
ask who e
? Who tried it {t4}
? Who came to the water {t4}
! {e.the} did
! It was {e.the}
ask what
? What was it really
? What was shining in the {p}
! It was the moon
! The moon was shining in the {p}
ask who o
? Who told them to look up
? Who knew better
! It was {o.the}
! {o.the} did
ask yes-no
? Did {c.the} think that it was {m2}
? Did {c.the} take it for {m2}
! Yes, {c.the} thought that it was {m2}
! Yes, {c.the} took it for {m2}
ask yes-no
? Did {d.the} think that it was {m1}
? Did {d.the} take it for {m1}
! No, {d.the} took it for {m3}
! No, that was {b.the}
