title how a small noise grew
season summer
cast a: pet
cast b: pet
cast c: pet
cast d: pet
cast e: pet
thing x: cup, plate, jug, flower pot, bottle, bowl, mug, jar
number n: 2..4
number m: n+n
number k: m+9
word p1: in the barn, by the pond, at the gate, behind the shed, under the walnut tree, at the well, in the clover, on the manure heap, beside the pump, in the stable, on the lane
word p2: in the barn, by the pond, at the gate, behind the shed, under the walnut tree, at the well, in the clover, on the manure heap, beside the pump, in the stable, on the lane
word p3: in the barn, by the pond, at the gate, behind the shed, under the walnut tree, at the well, in the clover, on the manure heap, beside the pump, in the stable, on the lane
word p4: in the barn, by the pond, at the gate, behind the shed, under the walnut tree, at the well, in the clover, on the manure heap, beside the pump, in the stable, on the lane
word end: the roof has come down, the house is on fire, the whole town has to flee, the mountain is falling over, the river is coming

beat start
3: {a.intro} knocked {x} off the wall, and it broke with a small crash
3: {a.intro} was dancing on the wall and kicked down {x}
3: {a.intro} sneezed, the wall shook, and {x} fell down and broke
1: I was dancing on the wall and kicked down {x}
1: I sneezed, the wall shook, and {x} fell down and broke
1: I knocked {x} off the wall by mistake, and it broke with a small crash
beat maybe start
@weather
@outside
beat start
{b.intro} heard it from far away and ran to {c.intro}, who was {p1}
Far off {b.intro} heard the noise and hurried to find {c.intro} {p1}
Nobody else took any notice, but {b.intro} ran with the news to {c.intro}, who was {p1}
beat say b to c
Have you heard? {n} {x.s} have fallen down all at once!
Listen! It went bang, and {n} {x.s} were gone
I heard it with my own ears! {n} {x.s} are broken, at least
beat then
{c} ran to {d.intro}, who was {p2}
{c} could not keep it to {c.self} and told {d.intro} {p2}
{c} did not wait to see for {c.self} and told {d.intro}, who was {p2}
beat say c to d
You will not believe it! There was such a storm that {m} {x.s} flew through the air
It must have been a robber. He smashed {m} {x.s}, one after another
They say that a wheel came off a cart and crushed {m} {x.s}
beat then
{d} told {e.intro}, who was resting {p3}
{d} rushed to {e.intro}, who was {p3}
{d} ran without once looking round until {d} came to {e.intro}, who was {p3}
beat say d to e
Run for your life! {k} {x.s} lie in pieces, and it is not over yet
Hide yourself! {k} {x.s} have been broken, and they are looking for more
They are throwing {x.s} by the dozen! {k} are broken already
beat then
{e} raced off and met {a.me} {p4}
{e}, who was trembling all over, came to {a.me} {p4}
{e} looked for {a.me} everywhere and found {a.me} {p4}
beat say e to a
Flee, {a.name}! Everything is broken, and they say that {end}
Have you not heard, {a.name}? {k} {x.s} are broken, and {end}
This is the end, {a.name}! First {k} {x.s}, and now they say that {end}
beat start
{a} (began to laugh|laughed) and could not stop
{a} thought of the one broken {x.noun} and began to understand
{a} listened to the end and then sat down in the grass, weak with laughter
beat say a
It was one {x.noun}, and I broke it myself
That must be my {x.noun}. There was only one, and it was old
{k}? I broke one, and it was an accident
beat so
all five went to the wall, looked at the pieces and were very quiet
all five came and stood in front of the small heap of pieces
all five looked at each other, and then there was a great deal of laughing
beat maybe start
Since that day, whenever there is news, somebody asks first who has counted
A noise grows with every mouth that tells it
The story is still told in the valley, and there it is a hundred {x.s}

ask who a
? Who broke the {x.noun}
? Who had made the noise
! It was {a.name}
! {a.name} did it
ask how-many n
? How many {x.s} did {b.name} talk about
? How many {x.s} were broken, according to {b.name}
! {b.name} spoke of {n}
! It was {n}, said {b.name}
ask how-many m
? How many {x.s} did {c.name} talk about
? What number did {c.name} say
! {c.name} spoke of {m}
! It was {m}, said {c.name}
ask how-many k
? How many {x.s} did {d.name} talk about
? What number did {d.name} say
! {d.name} spoke of {k}
! It was {k}, said {d.name}
ask how-many
? How many {x.s} were really broken
? How many had fallen down in truth
! Only one was broken
! It was only one
ask who b
? From whom did {c.name} hear the news
? Who told {c.name}
! It was {b.name} who told {c.name}
! {c.name} heard it from {b.name}
ask who c
? From whom did {d.name} hear the news
? Who told {d.name}
! It was {c.name} who told {d.name}
! {d.name} heard it from {c.name}
ask who d
? From whom did {e.name} hear the news
? Who told {e.name}
! It was {d.name} who told {e.name}
! {e.name} heard it from {d.name}
ask where p1
? Where was {c.name} when the news came
? Where did {b.name} find {c.name}
! {c.name} was {p1}
! It was {p1}
ask where p2
? Where did {c.name} tell {d.name}
? Where did {d.name} hear the news
! {d.name} was {p2}
! It was {p2}
ask where p3
? Where did {d.name} tell {e.name}
? Where was {e.name} when {d.name} came
! {e.name} was {p3}
! It was {p3}
ask where p4
? Where did {e.name} meet {a.name}
? Where was {a.name} when the news came back
! {a.name} was {p4}
! It was {p4}
