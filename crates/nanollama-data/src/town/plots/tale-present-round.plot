title the present that went round
cast a: child
cast b: old
cast c: grown
cast d: child
cast e: grown
thing x: jar of honey, jar of plum jam, tin of cocoa, box of dates, bottle of elderberry juice, tin of biscuits, box of chocolates, jar of sugared almonds, bottle of blackcurrant syrup
word r1: had a sore throat, had lost a purse, was all alone that day, had burned the dinner, had missed the coach, had sprained an ankle, had a bad tooth, had a heavy cold, had worked all night, had got a sad letter, had been caught in the rain, had slept badly
word r2: had a sore throat, had lost a purse, was all alone that day, had burned the dinner, had missed the coach, had sprained an ankle, had a bad tooth, had a heavy cold, had worked all night, had got a sad letter, had been caught in the rain, had slept badly
word r3: had a sore throat, had lost a purse, was all alone that day, had burned the dinner, had missed the coach, had sprained an ankle, had a bad tooth, had a heavy cold, had worked all night, had got a sad letter, had been caught in the rain, had slept badly
word r4: had a sore throat, had lost a purse, was all alone that day, had burned the dinner, had missed the coach, had sprained an ankle, had a bad tooth, had a heavy cold, had worked all night, had got a sad letter, had been caught in the rain, had slept badly
word r5: had a sore throat, had lost a purse, was all alone that day, had burned the dinner, had missed the coach, had sprained an ankle, had a bad tooth, had a heavy cold, had worked all night, had got a sad letter, had been caught in the rain, had slept badly

beat start
3: On Monday {a.intro} was given {x} for helping in the shop
3: {a.intro} had won {x} at the fair and wanted to keep {x.it} for Sunday
3: {a.intro} had saved up for weeks and bought {x} on Monday
1: On Monday I was given {x} for helping in the shop
1: I had won {x} at the fair and wanted to keep {x.it} for Sunday
1: I had saved up for weeks and bought {x} on Monday
beat but
the same evening {a} heard that {b.intro} {r1}
there was {b.intro}, who {r1}
somebody in the street said that {b.intro} {r1}
beat so
{a} went there with {x.the} and knocked
there was only one thing to do, and {a} took {x.the} to {b.me}
{a} set out at once with {x.the} in both hands
beat say a to b
This is for you. I think that you need it more than I do
I wanted to keep it for myself, but that is no fun. It is yours
Please take it. It will do you good
beat start
{b.name} was touched, but the next day news came that {c.intro} {r2}
{b.name} enjoyed the sight of {x.it} until Tuesday, and then it turned out that {c.intro} {r2}
{b.name} put it on the shelf, but on Tuesday it was all over the town that {c.intro} {r2}
beat so
{x.the} was carried across the town to {c.me}
{b.name} put on a hat, and {x.the} went across the town to {c.me}
{b.name} wrapped {x.the} in a napkin and took {x.it} to {c.me}
beat start
{c.name} was just going to open {x.it} when {d.intro} came past, who {r3}
On Wednesday {c.name} met {d.intro}, who {r3}
While {c.name} was looking for a spoon and a plate, in came {d.intro}, who {r3}
beat so
{c.name} tied a string round {x.the}, and then it belonged to {d.name}
{c.name} gave {x.the} away without a second thought, and it went to {d.name}
{c.name} pushed {x.the} into {d.name}'s arms
beat but
{d} knew somebody who was worse off, for {e.intro} {r4}
{d} looked out of the window and thought of {e.intro}, who {r4}
on the way home {d} heard of {e.intro}, who {r4}
beat so
{d.name} ran over with {x.the} and would not take no for an answer
{d.name} left {x.the} on the right doorstep, rang the bell and ran away
{d.name} turned round at once and gave {e.me} {x.the}
beat paragraph
On Saturday {e.name} was told that {a} {r5}
It was already Saturday when {e.name} learned that {a} {r5}
At the end of the week {e.name} heard by chance that {a} {r5}
beat say e to a
Somebody gave me this, {a.name}, but I think that you should have it
Look what I have brought you, {a.name}. I hope that it helps
Cheer up, {a.name}! This is the best medicine I know
beat start
It was {x.the}, a little (battered|scratched), but nobody had even opened it
There on the table stood {x.the}, and it was still closed
It was wrapped in three kinds of paper by then, but inside was {x.the}
beat say a
I know this one! It has been all round the town
Welcome home, old friend! I never thought that I would see you again
Am I dreaming, or have I seen this before?
beat so
3: {a} invited all of them for Sunday, and this time {x.the} was opened
3: {a} laughed, fetched all the others and opened {x.the} before it could go round once more
1: I invited all of them for Sunday, and this time {x.the} was opened
1: I laughed, fetched all the others and opened {x.the} before it could go round once more
beat maybe start
Shared among five, it tasted better than it ever could have alone
In the end there was a taste for each, and nobody wanted more
beat maybe start
@glad a

ask what r1
? What was the trouble with {b.name}
? What was the matter with {b.name}
! {b.name} {r1}
! The trouble was that {b.name} {r1}
ask who b
? Who {r1}
! It was {b.name}
! {b.name} {r1}
ask what r2
? What was the trouble with {c.name}
? What was the matter with {c.name}
! {c.name} {r2}
! The trouble was that {c.name} {r2}
ask who c
? Who {r2}
! It was {c.name}
! {c.name} {r2}
ask what r3
? What was the trouble with {d.name}
? What was the matter with {d.name}
! {d.name} {r3}
! The trouble was that {d.name} {r3}
ask who d
? Who {r3}
! It was {d.name}
! {d.name} {r3}
ask what r4
? What was the trouble with {e.name}
? What was the matter with {e.name}
! {e.name} {r4}
! The trouble was that {e.name} {r4}
ask who e
? Who {r4}
! It was {e.name}
! {e.name} {r4}
ask who b
? Who gave {x.the} to {c.name}
? From whom did {c.name} get {x.the}
! {b.name} gave it away
! {c.name} got it from {b.name}
ask who c
? Who gave {x.the} to {d.name}
? From whom did {d.name} get {x.the}
! {c.name} gave it away
! {d.name} got it from {c.name}
ask who d
? Who gave {x.the} to {e.name}
? From whom did {e.name} get {x.the}
! {d.name} gave it away
! {e.name} got it from {d.name}
ask who e
? Who brought {x.the} back to {a.name}
? Who gave it to {a.name} in the end
! {e.name} brought it back
! It was {e.name}
ask what x
? What went round the town
? What did {a.name} give away and get back
! It was {x.the}
! {x.the} went round the town
