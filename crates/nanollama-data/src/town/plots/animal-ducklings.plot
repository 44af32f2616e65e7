title the ducklings under the street
season spring summer
cast a: child
cast b: grown
number n: 6..9
number m: 2..4
number k: n-m
word grid: grating, drain cover, cellar grating
word bag: basket, shopping bag, straw hat, bucket
word line: clothes line, skipping rope, fishing line
place p: village square, market, park, harbour

beat start
3: {a.intro} was (eating a bun|skipping|bouncing a ball) {p.in} when a mother duck came waddling by with {n} ducklings (in a row|behind her)
1: I was (eating a bun|skipping|bouncing a ball) {p.in} when a mother duck came waddling by with {n} ducklings (in a row|behind her)
1: (This morning|Today) I met a mother duck {p.in}, and {n} ducklings were hurrying after her
fact at a p
beat maybe start
@weather
beat but
the bars of {grid.a} in the road were too far apart for such small feet
they had to cross {grid.a}, and its bars were too far apart for such small feet
beat and
(plip, plop, one after another|before anybody could stop them), {m} of the ducklings fell through
{m} of the little ones slipped between the bars and were gone
beat so
there were only {k} left above the ground
only {k} of them still stood beside their mother
beat start
the mother duck ran round and round and (quacked|called) in (despair|alarm)
the mother duck stuck her bill between the bars and quacked
beat start
{a} tried to lift the {grid}, but it (weighed as much as a piano|would not move an inch)
{a} lay down and reached in, but one arm was not long enough
beat so
{a} stopped {b.intro}, who was just (passing|going to work), and (begged|called) for help
{a} (waved|shouted) until {b.intro} heard and came over
beat and
{b} pushed (a crowbar|an iron bar) under the edge and heaved it up
{b} fetched (a crowbar|a spade), and with a creak the iron lid came up
beat then
{a} tied {bag.a} to {line.a} and let it down with some crumbs inside
{a} knotted {line.a} to {bag.a}, put in a few crumbs and lowered it into the hole
beat but
the ducklings only huddled in a corner and (trembled|peeped)
nobody climbed in, for the ducklings were too frightened
beat so
{a} led the mother duck to the edge with a trail of crumbs
{a} moved away from the edge and let the mother duck come right up to the hole
beat when
the mother duck (called|quacked) softly down into the dark
the little ones heard their mother so near
beat start
they (scrambled|hopped|tumbled) into the {bag}, one by one
{m} ducklings paddled over and climbed into the {bag}
beat and
{a} pulled them up, (ever so gently|inch by inch)
{a} drew the {line} up, hand over hand
beat start
Now there were {n} again, and the whole family marched on (to the water|as if nothing had happened)
Soon all {n} ducklings were together again and (shook their wet down|hid under their mother's wings)
beat maybe start
@proud a
@glad a
@glad b
beat maybe say b to a
You have saved a whole family today
You think like a duck, and that is high praise

ask how-many m
? How many ducklings fell through the bars
? How many ducklings had to be rescued
! {m} of the {n} ducklings fell through
! {m} of them fell through
ask how-many k
? How many ducklings were left with their mother
? How many ducklings did not fall down
! {k} ducklings were left, because {n} (take away {m} leaves|minus {m} is) {k}
! There were {k} of them
ask who b
? Who lifted the iron bars
? Who came to help {a.name}
! {b.name} did
! It was {b.name}
ask what
? What was let down into the hole
? What did {a.name} let down to the ducklings
! {a.name} let down {bag.a} on {line.a}
! It was {bag.a}
ask why
? Why did the ducklings climb in at last
? Why did the ducklings stop being afraid
! They heard their mother's voice
! It was because their mother called them
