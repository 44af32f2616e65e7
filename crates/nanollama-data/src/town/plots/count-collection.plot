title a collection that grows
cast a: child
cast b: child
cast c: old
thing box: biscuit tin, wooden box, shoe box, jar, glass bowl, small suitcase
word thing: shell, button, marble, feather, postcard, acorn, pebble, stamp
word where: on the windowsill, under the bed, on the top shelf, in the wardrobe, behind the door
word week: on Monday, on Tuesday, early in the week
number n: 4..9
number m: 2..5
number p: 3..6
number t: n+m
number u: t+p
number v: u-1

beat start
3: {a.intro} collected {thing.s} and kept them in {box}
3: There was {a.intro} who loved {thing.s} and kept them in {box}
3: {a.intro} had {box} for all kinds of {thing.s}
1: I collected {thing.s} and kept them in {box}
1: I had {box} for all the {thing.s} that I found
beat start
{box.the} had its place {where}
{box.the} always stood {where}
beat start
3: {week}, there were {n} {thing.s} in it
3: {week}, {a} counted {n} {thing.s}
1: {week}, there were {n} {thing.s} in it
1: {week}, I counted {n} {thing.s}
beat then
{b.intro} came (to play|for a visit|round after school) and (wanted to see|admired|looked at) the collection
{b.intro} knocked at the door and asked to see the {thing.s}
beat say b to a
I have {m} {thing.s} at home, {a.name}. You can have them
These are (wonderful|beautiful), {a.name}! I will give you my {m} {thing.s}
I do not need my {m} {thing.s} any more. They are for you
beat so
the collection grew to {t}
now there were {t} {thing.s}
beat maybe and
{a} (jumped for joy|beamed|thanked {b.me} again and again)
{a} could not stop smiling
beat start
A few days later {a} (visited|met|helped) {c.intro}
On (Friday|Saturday) {a} went to see {c.intro}
beat say c to a
When I was young, I collected {thing.s}, too. Look, here are {p} more for you
I have kept {p} {thing.s} since I was a child. They will be happier with you
beat and
{c} put them into a (small bag|paper bag|cloth bag)
{c} wrapped them in a (handkerchief|piece of soft cloth)
beat maybe start
@glad a
beat then
{a} hurried home and counted (everything|them all) (twice|once more|with great care)
{a} ran home and laid them all on the (carpet|table|floor)
beat start
3: {t} and {p} made {u}, and {a} was (proud|very happy)
1: {t} and {p} made {u}, and I was (proud|very happy)
There were {u} {thing.s} in all, because {t} and {p} make {u}
beat but
{a} wanted to give something back
{a} did not want to keep everything
beat so
{a} gave the (prettiest|finest|best) {thing} to {b.me}, and {v} were left
{a} chose the loveliest {thing} and gave it to {b.me}, and {v} stayed in {box.the}
beat maybe start
A gift is twice as nice when it is shared
It was still the best collection in the street

ask how-many t
? How many {thing.s} did {a.name} have after the gift from {b.name}
? {a.name} had {n} {thing.s} and got {m} from {b.name}. How many was that
! {n} and {m} make {t}, so there were {t} {thing.s}
! It was {t} {thing.s}, because {n} plus {m} is {t}
ask how-many u
? How many {thing.s} were there (in all|altogether) when {c.name} had given {p} more
? There were {t} {thing.s} and {c.name} added {p}. How many were there then
! There were {u} {thing.s}, because {t} and {p} make {u}
! {t} plus {p} is {u}, so there were {u} {thing.s}
ask how-many v
? How many {thing.s} were left in the end
? {a.name} had {u} {thing.s} and gave one away. How many were left
! {u} (take away one leaves|minus one is) {v}, so {v} {thing.s} were left
! {v} {thing.s} were left, because one of the {u} was given away
ask where
? Where did {a.name} keep the {thing.s}
? Where were the {thing.s} kept
! {a.name} kept them in {box.a} {where}
! They were in {box.a} {where}
ask who c
? Who gave {a.name} {p} {thing.s}
? Who had collected {thing.s} long ago
! {c.name} did
! It was {c.name}
