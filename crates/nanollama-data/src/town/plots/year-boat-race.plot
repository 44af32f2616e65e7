title the boat race
season summer
cast a: child
cast b: child
cast c: child
cast d: child
cast e: child
cast f: ferryman
word n1: Swallow, Pike, Comet, Nutshell, Dragonfly, Kingfisher, Lightning, Arrow, Mermaid, Bathtub
word n2: Swallow, Pike, Comet, Nutshell, Dragonfly, Kingfisher, Lightning, Arrow, Mermaid, Bathtub
word n3: Swallow, Pike, Comet, Nutshell, Dragonfly, Kingfisher, Lightning, Arrow, Mermaid, Bathtub
word n4: Swallow, Pike, Comet, Nutshell, Dragonfly, Kingfisher, Lightning, Arrow, Mermaid, Bathtub
word n5: Swallow, Pike, Comet, Nutshell, Dragonfly, Kingfisher, Lightning, Arrow, Mermaid, Bathtub
word day: Saturday, Sunday
word beast: a duckling, a puppy, a lamb, a kitten, a gosling
word stuck: caught in the reeds, clinging to a log, swept along by the current, trapped on a floating crate
word prize: a new pair of oars, a silver whistle, a wreath of water lilies, a sailor's cap, a brass compass

beat start
3: Every year there was a boat race on the river, and that {day} {a.intro} was in it for the first time
3: {a.intro} had been practising for weeks, for on {day} there was the great boat race
1: Every year there is a boat race on our river, and last {day} I was in it for the first time
1: I had been practising for weeks, because on {day} there was the great boat race
beat start
Five little boats were waiting at the bridge, and {f.intro} held up a flag
At the bridge lay five little boats, side by side, and {f.intro} was going to give the sign
Five boats were rocking at the start, and {f.intro} walked up and down with the flag
beat maybe start
@weather
@water
beat mix start
{b.name} sat in the {n1}
The {n1} belonged to {b.name}
beat mix start
{c.name} rowed the {n2}
In the {n2} sat {c.name}
beat mix start
{d.name} had the {n3}
The {n3} was rowed by {d.name}
beat mix start
{e.name} was in the {n4}
The {n4} carried {e.name}
beat mix start
the boat that {a} rowed was called the {n5}
{a} had painted {a.my} boat and named it the {n5}
beat say f
Ready? Steady? Go!
Are you all ready? Then off you go!
One, two, three, row!
beat when
the flag came down
{f} swung the flag
the flag cut through the air
beat start
ten oars hit the water, and everyone on the banks began to shout
the crowd roared, and the spray flew up as high as the bridge
all the boats shot forward like fish
beat start
At the mill {a} was in front, a whole length ahead
By the second bend {a} had passed all the others
Halfway down the river {a} was leading
beat but
there, under the willows, was {beast}, {stuck}
just then {a} saw {beast}, {stuck}, and heard it cry
not far from the bank {a} noticed {beast}, {stuck}
beat so
{a} stopped rowing, turned the boat round and lifted it in
{a} pulled in the oars, reached out with both arms and got hold of it
{a} forgot the race, steered to the side and fished it out of the water
beat maybe start
@sad a
beat start
Meanwhile the other boats shot past, one, two, three, four
One after the other, all four boats went by
The others had not seen anything and went past at full speed
beat start
{b.name} won the race. {c.name} was second, {d.name} came third and {e.name} was fourth
At the finish {b.name} came first, then {c.name}, then {d.name}, and {e.name} was fourth
The winner was {b.name}, then came {c.name}, then {d.name} and then {e.name}
beat and
{a} came last, with something wet and shivering on {a.my} lap
{a} rowed in last of all, with a small wet head looking out of {a.my} jacket
a long time afterwards {a} reached the bridge as well, with a wet bundle on {a.my} knees
beat but
then it went quiet on the banks, and somebody began to clap
when people saw why, they cheered louder than before
someone in the crowd saw the wet bundle, and a great cheer went up
beat maybe start
@surprised a
beat say f
The first prize is for the fastest. But today there is another prize, for the kindest
We have never had a prize for coming last. I think that we need one today
Anyone can row fast. It takes more to stop at the right moment
beat so
{b.name} got the cup, and {a} was given {prize}
the cup went to {b.name}, and {a} got {prize}
beat maybe start
@proud a
@glad a
beat maybe start
The little animal, dry by now, slept through it all
There was lemonade for everyone, and the boats went home together in the evening sun
@ending a
@evening a

ask who b
? Who won the race
? Who came first in the race
! {b.name} won the race
! It was {b.name} who came first
ask who c
? Who was second
? Who came in after {b.name}
! {c.name} was second
! It was {c.name}
ask who d
? Who came third
? Who came in after {c.name}
! {d.name} came third
! It was {d.name}
ask who e
? Who was fourth
? Who came in after {d.name}
! {e.name} was fourth
! It was {e.name}
ask what n2
? What was {c.name}'s boat called
? In which boat was {c.name}
! It was the {n2}
! {c.name} was in the {n2}
ask who d
? Who rowed the {n3}
? To whom did the {n3} belong
! It was {d.name}
! {d.name} rowed the {n3}
ask what n5
? What was {a.my} boat called
! It was the {n5}
! {a.my} boat was called the {n5}
ask why
? Why did {a.name} come last
? Why did {a.name} stop rowing
! {a.name} stopped to save {beast}
! {a.name} had to save {beast}
ask what prize
? What was {a.name} given
? What did {a.name} get in the end
! {a.name} was given {prize}
! It was {prize}
