title seats on the ferry
season summer
cast a: child
cast t: ferryman
cast b: grown
cast c: old
cast d: child
cast e: old
cast f: goat
word p1: at the front, at the back, in the middle, by the railing, beside the lifebelt, under the lamp, on a coil of rope, next to the mast, on an upturned crate, near the anchor
word p2: at the front, at the back, in the middle, by the railing, beside the lifebelt, under the lamp, on a coil of rope, next to the mast, on an upturned crate, near the anchor
word p3: at the front, at the back, in the middle, by the railing, beside the lifebelt, under the lamp, on a coil of rope, next to the mast, on an upturned crate, near the anchor
word p4: at the front, at the back, in the middle, by the railing, beside the lifebelt, under the lamp, on a coil of rope, next to the mast, on an upturned crate, near the anchor
thing x1: basket of eggs, cello, clock, rubber plant, birdcage, wooden sledge, sack of flour, rolled-up carpet, broken chair, bucket of crabs, pot of glue, cake, pile of hats
thing x2: basket of eggs, cello, clock, rubber plant, birdcage, wooden sledge, sack of flour, rolled-up carpet, broken chair, bucket of crabs, pot of glue, cake, pile of hats
thing x3: basket of eggs, cello, clock, rubber plant, birdcage, wooden sledge, sack of flour, rolled-up carpet, broken chair, bucket of crabs, pot of glue, cake, pile of hats
thing x4: basket of eggs, cello, clock, rubber plant, birdcage, wooden sledge, sack of flour, rolled-up carpet, broken chair, bucket of crabs, pot of glue, cake, pile of hats
word gone: the timetable, the left sleeve of a coat, a bunch of parsley, the end of a rope

beat start
3: {t.intro} took people over the river, and in the holidays {a.intro} helped to untie the ropes
3: In the holidays {a.intro} helped {t.intro} on the ferry
1: In the holidays I helped {t.intro} on the ferry
1: Today I helped {t.intro} to take people over the river
beat maybe start
@weather
beat say t to a
Look, {a.name}, what a queue! Each with something to carry, and the boat so small
Find a place for everyone, {a.name}, or the boat will lean to one side
One hand for the rope and one for the passengers, {a.name}. Here they come
beat mix start
{b.intro} sat {p1} with {x1}
{b.intro} carried {x1} on board and sat down {p1}
{p1}, {b.intro} held {x1} tight
beat mix start
{c.intro} had {x2} and was given a place {p2}
{p2} sat {c.intro}, and {x2} took up half the bench
{c.intro} found room {p2} for {x2}
{c.intro} asked for a seat {p2}, because {x2} must not be shaken
beat mix start
{d.intro} stayed {p3} with {x3} and did not let go of it
{d.intro} squeezed on board with {x3} and stayed {p3}
{p3} {d.intro} put down {x3} and sat on the floor beside it
The place {p3} was just big enough for {d.intro} and {x3}
beat mix start
{e.intro} went and sat {p4}, with {x4} between both feet
{e.intro} lifted {x4} over the side and stayed {p4}
{e.intro} would not let anybody touch {x4} and kept it close {p4}
{p4}, there was room for {e.intro} and {x4}
beat then
{f.intro} jumped on board at the very last moment
{f.intro} leaped over the water and was on board, though the rope was already untied
there came a leap and a bleat, and {f.intro} was on board, too
beat start
Nobody had bought a ticket for {f.me}
{f.name} had come all alone
What {f.name} wanted on the other side, nobody could tell
beat then
in the middle of the river {f.name} ate {gone}
{f.name} looked around, chewed for a while, and {gone} was gone
halfway across there was a crunching noise, and {f.name} had eaten {gone}
beat say c
Throw that beast into the water!
I paid for a quiet trip, and not for this
Is that animal allowed to travel at all?
beat but
{a} took {f.me} by the horns and talked to {f.me} softly until the boat touched the shore
{a} scratched {f.me} between the horns, and after that {f.name} stood as still as a statue
{a} whispered something into one long ear, and from then on {f.name} behaved like a lamb
beat start
On the other side everybody got off with dry feet, first the (goat|animal) and then the rest
The boat had not leaned to one side, and not one thing had got wet
When the boat bumped against the landing stage, every single thing was still dry
beat maybe say t to a
You may come again, {a.name}, but not your friend with the beard
You are a born sailor, {a.name}
Tomorrow I shall hang up a sign: no goats
beat maybe start
@proud a
@ending a
@relief

ask where p1
? Where did {b.name} sit
? In what part of the boat was {b.name}
! {b.name} sat {p1}
! {b.name} was {p1}
ask what x1
? What did {b.name} (carry|bring|take along)
? What did {b.name} have on the ferry
! {b.name} had {x1.a}
! It was {x1.a}
ask who b
? Who had {x1.the}
? Who travelled with {x1.a}
! It was {b.name}
! {b.name} had {x1.the}
ask who b
? Who sat {p1}
? Who had a place {p1}
! {b.name} sat {p1}
! It was {b.name}
ask where p1
? Where was {x1.the}
? In what place was {x1.the}
! {x1.the} was {p1}, where {b.name} sat
! It was {p1}
ask where p2
? Where did {c.name} sit
? In what part of the boat was {c.name}
! {c.name} sat {p2}
! {c.name} was {p2}
ask what x2
? What did {c.name} (carry|bring|take along)
? What did {c.name} have on the ferry
! {c.name} had {x2.a}
! It was {x2.a}
ask who c
? Who had {x2.the}
? Who travelled with {x2.a}
! It was {c.name}
! {c.name} had {x2.the}
ask who c
? Who sat {p2}
? Who had a place {p2}
! {c.name} sat {p2}
! It was {c.name}
ask where p2
? Where was {x2.the}
? In what place was {x2.the}
! {x2.the} was {p2}, where {c.name} sat
! It was {p2}
ask where p3
? Where did {d.name} sit
? In what part of the boat was {d.name}
! {d.name} sat {p3}
! {d.name} was {p3}
ask what x3
? What did {d.name} (carry|bring|take along)
? What did {d.name} have on the ferry
! {d.name} had {x3.a}
! It was {x3.a}
ask who d
? Who had {x3.the}
? Who travelled with {x3.a}
! It was {d.name}
! {d.name} had {x3.the}
ask who d
? Who sat {p3}
? Who had a place {p3}
! {d.name} sat {p3}
! It was {d.name}
ask where p3
? Where was {x3.the}
? In what place was {x3.the}
! {x3.the} was {p3}, where {d.name} sat
! It was {p3}
ask where p4
? Where did {e.name} sit
? In what part of the boat was {e.name}
! {e.name} sat {p4}
! {e.name} was {p4}
ask what x4
? What did {e.name} (carry|bring|take along)
? What did {e.name} have on the ferry
! {e.name} had {x4.a}
! It was {x4.a}
ask who e
? Who had {x4.the}
? Who travelled with {x4.a}
! It was {e.name}
! {e.name} had {x4.the}
ask who e
? Who sat {p4}
? Who had a place {p4}
! {e.name} sat {p4}
! It was {e.name}
ask where p4
? Where was {x4.the}
? In what place was {x4.the}
! {x4.the} was {p4}, where {e.name} sat
! It was {p4}
ask what gone
? What did {f.name} the goat eat
? What was eaten on the way across
! {f.name} ate {gone}
! It was {gone}
ask yes-no
? Did {b.name} sit {p1}
? Was {b.name} {p1}
! Yes, {b.name} sat {p1}
! Yes, that was where {b.name} sat
ask yes-no
? Did {d.name} have {x4.the}
? Did {x4.the} belong to {d.name}
! No, {e.name} had {x4.the}
! No, {d.name} had {x3.the}
